package io.purplemcp.operator.sandbox.core;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whose an access key is. No secret key is checked: a key id of twelve digits is the account
 * of that number, a key from {@code AssumeRole} is its role's session, and any other belongs to
 * {@link SandboxAccountIds#ACCOUNT}.
 */
public final class AccountBook {
  private static final TableKey<Session> SESSIONS = TableKey.of("sts.sessions", Session.class);
  private static final Scope BOOK = new Scope(SandboxAccountIds.ACCOUNT, Scope.GLOBAL);
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private AccountBook() {}

  /**
   * @throws ExpiredCredentials when the key was given out for a time that is over
   */
  public static Identity identify(Cloud cloud, String accessKeyId, Instant now) {
    Optional<Session> session = cloud.in(BOOK).table(SESSIONS).find(accessKeyId);
    if (session.isPresent()) {
      if (!now.isBefore(session.get().expiration())) {
        throw new ExpiredCredentials();
      }
      return session.get().identity();
    }
    boolean namesAccount = ACCOUNT.matcher(accessKeyId).matches();
    return Identity.user(namesAccount ? accessKeyId : SandboxAccountIds.ACCOUNT, accessKeyId);
  }

  /** The unique id of a caller. */
  public static String userId(Cloud cloud, String callerArn) {
    return cloud.in(BOOK).table(SESSIONS).all().stream()
        .map(Session::identity)
        .filter(identity -> identity.arn().equals(callerArn))
        .findFirst()
        .map(Identity::userId)
        .orElse(Identity.USER_ID);
  }

  /** Remembers the keys of a session. */
  public static void enter(Cloud cloud, Session session) {
    cloud.in(BOOK).table(SESSIONS).put(session.accessKeyId(), session);
  }

  /** The caller's keys were good once. Each protocol has its own code for that. */
  public static final class ExpiredCredentials extends RuntimeException {
    ExpiredCredentials() {
      super("The security token included in the request is expired", null, false, false);
    }
  }
}
