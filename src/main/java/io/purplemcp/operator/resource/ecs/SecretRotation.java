package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;

/**
 * What the console secret's version asks of the task definition. Tasks read the secret once, when
 * they start; the revision's tag remembers which version that was. The value is not needed for it.
 *
 * @param started the version that the running revision remembers
 * @param current the version that a task gets that starts now, where it is known
 */
record SecretRotation(
    PurpleMcpDeployment deployment,
    Optional<String> started,
    Optional<String> current,
    Stage stage) {
  /** Enough of a version's id to tell it from another. */
  private static final int SHORT = 8;

  enum Stage {
    /** Nothing runs, or nothing is known of the secret. */
    UNKNOWN,
    /** The tasks have what there is. */
    CURRENT,
    /** The running revision remembers no version. */
    UNRECORDED,
    /** The running deployment began after the secret was last changed: its tasks have it; SM01. */
    OVERTAKEN,
    /** The new value was verified and will not do. */
    INVALID,
    /** The spec wants to be told only. */
    TOLD,
    /** The tasks are to be replaced. */
    DUE
  }

  static SecretRotation of(
      PurpleMcpDeployment deployment,
      ConsoleSecrets.Observed secrets,
      Optional<Revision> running,
      Optional<ServiceReadings.Live> service) {
    Optional<ConsoleSecrets.Secret> secret =
        secrets.of(deployment).found().filter(found -> found.deletion().isEmpty());
    Optional<String> current = secret.flatMap(ConsoleSecrets.Secret::version);
    Optional<String> started = running.map(each -> each.tags().get(Ownership.SECRET_VERSION));
    Stage stage = Stage.DUE;
    if (running.isEmpty() || current.isEmpty()) {
      stage = Stage.UNKNOWN;
    } else if (started.isEmpty()) {
      stage = Stage.UNRECORDED;
    } else if (started.equals(current)) {
      stage = Stage.CURRENT;
    } else if (overtaken(secret.get(), service)) {
      stage = Stage.OVERTAKEN;
    } else if (secrets.invalid(deployment)) {
      stage = Stage.INVALID;
    } else if (onlyTold(deployment)) {
      stage = Stage.TOLD;
    }
    return new SecretRotation(deployment, started, current, stage);
  }

  private static boolean overtaken(
      ConsoleSecrets.Secret secret, Optional<ServiceReadings.Live> service) {
    return service
        .flatMap(ServiceReadings.Live::primary)
        .map(Deployment::createdAt)
        .filter(began -> secret.changed().filter(began::isAfter).isPresent())
        .isPresent();
  }

  private static boolean onlyTold(PurpleMcpDeployment deployment) {
    return deployment.spec().console().rotation() == ConsoleSpec.Rotation.Alert
        || deployment.spec().policy().drift() == PolicySpec.Drift.Alert;
  }

  boolean due() {
    return stage == Stage.DUE;
  }

  /** The same as a rotation that is to be made. */
  SecretRotation inForce() {
    return new SecretRotation(deployment, started, current, Stage.DUE);
  }

  /** Whether it has to be known if a revision for the current version was registered already. */
  boolean asksForOthers() {
    return due() || stage == Stage.OVERTAKEN;
  }

  /** The version that a revision is to remember whose tasks start from now on. */
  Optional<String> recorded() {
    return current;
  }

  /** The version that the revision that runs is to remember. */
  Optional<String> remembered() {
    return switch (stage) {
      case UNKNOWN, INVALID, TOLD, DUE -> started;
      case CURRENT, UNRECORDED, OVERTAKEN -> current;
    };
  }

  /**
   * What there is to say.
   *
   * @param givenUp the revision that was to bring the current version and was rolled back
   */
  Optional<Finding> finding(ResourceId secret, Optional<String> givenUp) {
    return switch (stage) {
      case UNKNOWN, UNRECORDED -> Optional.empty();
      case CURRENT, OVERTAKEN ->
          Optional.of(
              Finding.verified(
                  Reason.SecretCurrent,
                  secret,
                  "What runs was rolled out with version %s of the secret %s"
                      .formatted(shortened(current), secret.name())));
      case DUE ->
          Optional.of(
              givenUp
                  .map(revision -> rolledBack(secret, revision))
                  .orElseGet(() -> moved(secret, "the tasks are replaced, one after the other")));
      case TOLD ->
          Optional.of(
              moved(
                  secret,
                  "the tasks keep the earlier value until they are replaced, as "
                      + (deployment.spec().console().rotation() == ConsoleSpec.Rotation.Alert
                          ? "console.rotation"
                          : "policy.drift")
                      + " is Alert"));
      case INVALID ->
          Optional.of(
              moved(secret, "it will not do and is not rolled out; the tasks keep running"));
    };
  }

  private Finding moved(ResourceId secret, String consequence) {
    return Finding.alert(Reason.SecretRotated, secret, sentence(secret) + consequence);
  }

  /** It was alerted of when the revision was registered. */
  private Finding rolledBack(ResourceId secret, String revision) {
    return Finding.notice(
        Reason.SecretRotated,
        secret,
        sentence(secret) + revision + " brought it to the tasks and was rolled back");
  }

  private String sentence(ResourceId secret) {
    return "secret version %s → %s of %s: "
        .formatted(shortened(started), shortened(current), secret.name());
  }

  private static String shortened(Optional<String> version) {
    String id = version.orElse("-");
    return id.length() <= SHORT ? id : id.substring(0, SHORT) + "…";
  }
}
