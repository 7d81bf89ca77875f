package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.TargetSpec;

/** Opens targets; one set of clients each, kept until closed. */
public interface Sessions extends AutoCloseable {
  /**
   * The target's clients, after it was made sure that their credentials belong to the account that
   * the spec names.
   *
   * @throws Refused when the account is another one, or cannot be told
   */
  Session open(TargetSpec target) throws Refused;

  @Override
  void close();

  /** A target that may not be touched. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;
    private final boolean wrongAccount;

    public Refused(Failure failure, boolean wrongAccount) {
      super(failure.sentence());
      this.failure = failure;
      this.wrongAccount = wrongAccount;
    }

    public Failure failure() {
      return failure;
    }

    /** Whether the credentials work and belong to somebody else. */
    public boolean wrongAccount() {
      return wrongAccount;
    }
  }
}
