package io.purplemcp.operator.sandbox.elb;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What AWS allows of a target group's health check. Source of limits: the API reference of
 * CreateTargetGroup.
 */
final class HealthCheckSettings {
  private static final int LONGEST_PATH = 1024;

  private HealthCheckSettings() {}

  static TargetGroup checked(TargetGroup group) {
    String protocol = group.healthCheckProtocolAsString();
    if (!"HTTP".equals(protocol) && !"HTTPS".equals(protocol)) {
      throw ElbErrors.validation("Health check protocol '" + protocol + "' must be HTTP or HTTPS");
    }
    port(group.healthCheckPort());
    path(group.healthCheckPath());
    ElbErrors.within(5, 300, group.healthCheckIntervalSeconds(), "Health check interval");
    ElbErrors.within(2, 120, group.healthCheckTimeoutSeconds(), "Health check timeout");
    ElbErrors.within(2, 10, group.healthyThresholdCount(), "Healthy threshold count");
    ElbErrors.within(2, 10, group.unhealthyThresholdCount(), "Unhealthy threshold count");
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      throw ElbErrors.validation(
          "Health check timeout '"
              + group.healthCheckTimeoutSeconds()
              + "' must be smaller than the interval '"
              + group.healthCheckIntervalSeconds()
              + "'");
    }
    if (!group.healthCheckEnabled()) {
      throw ElbErrors.validation(
          "Health check enabled must be true for target groups with target type 'ip'");
    }
    matcher(group.matcher());
    return group;
  }

  private static void port(String port) {
    boolean number = port.matches("[0-9]{1,5}");
    if (!HealthCheck.TRAFFIC_PORT.equals(port)
        && !(number && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535)) {
      throw ElbErrors.validation(
          "Health check port '" + port + "' must be '" + HealthCheck.TRAFFIC_PORT + "' or a port");
    }
  }

  private static void path(String path) {
    if (!path.startsWith("/") || path.length() > LONGEST_PATH) {
      throw ElbErrors.validation("Health check path '" + path + "' must start with '/'");
    }
  }

  private static void matcher(Matcher matcher) {
    String codes = matcher.httpCode();
    String code = "[2-4][0-9]{2}";
    String part = code + "(-" + code + ")?";
    if (codes == null || !codes.matches(part + "(," + part + ")*")) {
      throw ElbErrors.validation(
          "Health check matcher HTTP code '" + codes + "' must be within '200-499'");
    }
  }
}
