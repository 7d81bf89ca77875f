package io.purplemcp.operator.report;

/** The log events that people alert on. Names and levels are part of the product's contract. */
public enum EventType {
  DESIRED_CHANGED("desired.changed", Level.INFO),
  DESIRED_REJECTED("desired.rejected", Level.ERROR),
  DRIFT_DETECTED("drift.detected", Level.WARN),
  DRIFT_ATTRIBUTED("drift.attributed", Level.INFO),
  DRIFT_CORRECTED("drift.corrected", Level.INFO),
  DRIFT_FIGHT("drift.fight", Level.ERROR),
  SECRET_ROTATED("secret.rotated", Level.WARN),
  IMAGE_MOVED("image.moved", Level.WARN),
  CHANGE_APPLIED("change.applied", Level.INFO),
  CHANGE_FAILED("change.failed", Level.ERROR),
  DEPLOYMENT_READY("deployment.ready", Level.INFO),
  DEPLOYMENT_PROGRESSING("deployment.progressing", Level.INFO),
  DEPLOYMENT_DEGRADED("deployment.degraded", Level.ERROR),
  DEPLOYMENT_DELETED("deployment.deleted", Level.INFO),
  DEPLOYMENT_ORPHANED("deployment.orphaned", Level.WARN),
  NOTICE("deployment.notice", Level.INFO),
  RECONCILE_FAILED("reconcile.failed", Level.WARN);

  /** How loud an event is. */
  public enum Level {
    INFO,
    WARN,
    ERROR
  }

  private final String text;
  private final Level level;

  EventType(String text, Level level) {
    this.text = text;
    this.level = level;
  }

  /** As the log's {@code event} field has it. */
  public String text() {
    return text;
  }

  public Level level() {
    return level;
  }
}
