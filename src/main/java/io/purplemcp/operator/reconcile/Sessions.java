package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.TargetSpec;

/** Opens targets; one set of clients each, kept until closed. */
public interface Sessions extends AutoCloseable {
  /**
   * The target's clients, and whose account they work in.
   *
   * @throws Refused when that cannot be told
   */
  Session open(TargetSpec target) throws Refused;

  @Override
  void close();

  /** A target that may not be touched. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    public Refused(Failure failure) {
      super(failure.sentence());
      this.failure = failure;
    }

    public Failure failure() {
      return failure;
    }
  }
}
