package io.purplemcp.operator.sandbox.dataplane;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/** An action of a listener or a rule that comes before the last one and may end a request. */
@FunctionalInterface
public interface ListenerGate {
  /**
   * The answer to a request that is not let through. Called on a thread that may wait, as for the
   * keys of an issuer.
   *
   * @param now the time
   */
  Optional<Answer> stops(Action action, RequestHead head, Instant now);
}
