package io.purplemcp.operator.aws;

/** What a failed call means for what is done next. */
public enum FailureClass {
  /** The network or the service hiccuped; the same call will work soon. */
  TRANSIENT,
  /** AWS asked us to slow down. */
  THROTTLED,
  /** AWS has not yet seen its own last write. */
  EVENTUAL_CONSISTENCY,
  /** Something that the call needs is still being made or still in use. */
  DEPENDENCY,
  /** An IAM action is not allowed. */
  DENIED,
  /** The credentials are absent, expired or not those of the account that was asked for. */
  CREDENTIALS,
  /** The account's quota is used up. */
  QUOTA,
  /** The thing does not exist; said by AWS in so many words. */
  NOT_FOUND,
  /** A thing of that name exists already. */
  ALREADY_EXISTS,
  /** AWS does not accept the request as it is; only another desired state helps. */
  INVALID,
  /** Anything else. */
  UNKNOWN;

  /** Whether the same call fails until somebody has done something about it. */
  public boolean needsPerson() {
    return switch (this) {
      case DENIED, QUOTA, INVALID -> true;
      default -> false;
    };
  }

  /** Whether the same call is expected to work later without anybody doing anything. */
  public boolean passes() {
    return switch (this) {
      case TRANSIENT, THROTTLED, EVENTUAL_CONSISTENCY, DEPENDENCY -> true;
      default -> false;
    };
  }
}
