package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.resource.Reason;

/** Whether packets get somewhere and back. */
public sealed interface Verdict {
  Verdict OPEN = new Open();

  record Open() implements Verdict {}

  /**
   * It cannot be told from what EC2 shows to this account.
   *
   * @param cause what is in the way of telling
   */
  record Unknown(String cause) implements Verdict {}

  /**
   * They do not.
   *
   * @param cause what is in the way, by its id
   * @param fix what to do about it
   */
  record Shut(Reason reason, String cause, String fix) implements Verdict {}

  /** Both have to be open; of two that are equally bad the first is told. */
  default Verdict and(Verdict other) {
    return badness(other) > badness(this) ? other : this;
  }

  private static int badness(Verdict verdict) {
    return verdict instanceof Shut ? 2 : verdict instanceof Unknown ? 1 : 0;
  }

  default boolean isShut() {
    return this instanceof Shut;
  }
}
