package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.ecs.RunningTask;
import java.time.Duration;

/** What becomes of a request. */
sealed interface Route {
  /** The load balancer answers it itself. */
  record Say(Answer answer) implements Route {}

  /** A task answers it. */
  record Send(RunningTask task, Duration idleTimeout) implements Route {}

  /** Nobody listens, or the security groups drop the packets. */
  record Closed() implements Route {}
}
