package io.purplemcp.operator.report;

import java.time.Instant;

/**
 * One aspect of a deployment, in the Kubernetes form.
 *
 * @param type the aspect: {@code Ready}, {@code Synced}, {@code Progressing}, {@code Degraded} or a
 *     verification's
 * @param status whether it holds
 * @param reason why, as one word for machines
 * @param message why, as a sentence
 * @param lastTransitionTime when the status last turned
 */
public record Condition(
    String type, Status status, String reason, String message, Instant lastTransitionTime) {
  public static final String READY = "Ready";
  public static final String SYNCED = "Synced";
  public static final String PROGRESSING = "Progressing";
  public static final String DEGRADED = "Degraded";
  public static final String ENDPOINT_VERIFIED = "EndpointVerified";
  public static final String CONVERGING = "Converging";

  /** Kubernetes' three. */
  public enum Status {
    True,
    False,
    Unknown
  }
}
