package io.purplemcp.operator.sandbox.ecs;

import java.time.Duration;

/**
 * How long things take on Fargate, at AWS's pace. AWS publishes no figures: these are of the size
 * that one sees for a small image in a quiet region.
 */
final class TaskTimes {
  /** Until the network interface is there. */
  static final Duration PROVISIONING = Duration.ofSeconds(8);

  /** Until secrets are fetched and the image is pulled, or one of them has failed. */
  static final Duration PENDING = Duration.ofSeconds(12);

  /** Until the container runs and targets are registered. */
  static final Duration ACTIVATING = Duration.ofSeconds(2);

  /** From the stop signal until the server has ended; it does so long before it would be killed. */
  static final Duration STOPPING = Duration.ofSeconds(3);

  /** Until the network interface is gone. */
  static final Duration DEPROVISIONING = Duration.ofSeconds(10);

  /** How long a stopped task can be described: AWS promises at least an hour. */
  static final Duration VISIBLE_AFTER_STOP = Duration.ofHours(1);

  /** How often the scheduler looks at targets whose health is not settled. */
  static final Duration HEALTH_POLL = Duration.ofSeconds(5);

  /** How often it looks at a service in which nothing goes on. */
  static final Duration QUIET_POLL = Duration.ofSeconds(30);

  /** The wait after a first failed start; it doubles with each further failure in a row. */
  static final Duration FIRST_RETRY = Duration.ofSeconds(5);

  /** The longest wait between attempts, as the developer guide names it. */
  static final Duration LAST_RETRY = Duration.ofMinutes(15);

  /** How often a service says again that it is steady. */
  static final Duration STEADY_AGAIN = Duration.ofHours(6);

  private TaskTimes() {}
}
