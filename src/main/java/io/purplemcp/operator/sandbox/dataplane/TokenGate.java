package io.purplemcp.operator.sandbox.dataplane;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/**
 * The action {@code jwt-validation}, as far as it goes without the issuer's keys: a request without
 * a token is refused as on AWS, and no token is believed.
 */
public final class TokenGate implements ListenerGate {
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_IMPLEMENTED = 501;
  private static final String SCHEME = "bearer ";

  @Override
  public Optional<Answer> stops(Action action, RequestHead head, Instant now) {
    boolean token =
        head.header("Authorization")
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .isPresent();
    return Optional.of(
        token
            ? Answer.words(NOT_IMPLEMENTED, "The sandbox cannot verify tokens yet.")
            : Answer.page(UNAUTHORIZED, "Authorization Required"));
  }
}
