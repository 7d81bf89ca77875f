package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Pace;
import java.time.Duration;
import java.util.Arrays;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * The health check of a target group.
 *
 * @param port a number or {@code traffic-port}
 * @param matcher HTTP codes as AWS writes them: {@code 200}, {@code 200,202}, {@code 200-299}
 */
record HealthCheck(
    String port, String path, String matcher, Duration interval, int healthy, int unhealthy) {
  static final String TRAFFIC_PORT = "traffic-port";

  static HealthCheck of(TargetGroup group, Pace pace) {
    return new HealthCheck(
        group.healthCheckPort(),
        group.healthCheckPath(),
        group.matcher() == null ? "200" : group.matcher().httpCode(),
        pace.of(Duration.ofSeconds(group.healthCheckIntervalSeconds())),
        group.healthyThresholdCount(),
        group.unhealthyThresholdCount());
  }

  /** What the check finds, once it has come to a verdict. */
  TargetHealth verdict(RegisteredTarget target) {
    TargetBehaviour behaviour = target.behaviour();
    if (!behaviour.reachable()) {
      return unhealthy(TargetHealthReasonEnum.TARGET_TIMEOUT, "Request timed out");
    }
    if (portOf(target) != behaviour.port()) {
      return unhealthy(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS, "Health checks failed");
    }
    int status = behaviour.answer(path);
    return matches(status)
        ? TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build()
        : unhealthy(
            TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
            "Health checks failed with these codes: [" + status + "]");
  }

  /**
   * How long the check takes to this verdict on a new target: the first success makes it healthy,
   * failure must repeat.
   */
  Duration untilFirst(TargetHealth verdict) {
    return isHealthy(verdict) ? interval : interval.multipliedBy(unhealthy);
  }

  /** How long the check takes to change its mind to this verdict. */
  Duration untilChangedTo(TargetHealth verdict) {
    return interval.multipliedBy(isHealthy(verdict) ? healthy : unhealthy);
  }

  boolean matches(int status) {
    return Arrays.stream(matcher.replace(" ", "").split(","))
        .anyMatch(part -> within(part, status));
  }

  private static boolean within(String part, int status) {
    String[] ends = part.split("-", 2);
    int from = Integer.parseInt(ends[0]);
    int to = ends.length == 2 ? Integer.parseInt(ends[1]) : from;
    return status >= from && status <= to;
  }

  private int portOf(RegisteredTarget target) {
    return TRAFFIC_PORT.equals(port) ? target.port() : Integer.parseInt(port);
  }

  private static boolean isHealthy(TargetHealth verdict) {
    return verdict.state() == TargetHealthStateEnum.HEALTHY;
  }

  private static TargetHealth unhealthy(TargetHealthReasonEnum reason, String description) {
    return TargetHealth.builder()
        .state(TargetHealthStateEnum.UNHEALTHY)
        .reason(reason)
        .description(description)
        .build();
  }
}
