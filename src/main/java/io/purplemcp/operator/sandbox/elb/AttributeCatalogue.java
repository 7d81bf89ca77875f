package io.purplemcp.operator.sandbox.elb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The attributes of one kind of resource: which there are, what they are at the start and which
 * values they take. A resource always has all of them, as strings.
 *
 * <p>Source of keys, defaults and ranges: the API reference of the three attribute types.
 */
final class AttributeCatalogue {
  private record Spec(String standard, Predicate<String> allowed) {}

  private final String owner;
  private final Map<String, Spec> specs = new LinkedHashMap<>();

  private AttributeCatalogue(String owner) {
    this.owner = owner;
  }

  static AttributeCatalogue loadBalancer(boolean internal) {
    return new AttributeCatalogue("Load balancer")
        .flag("deletion_protection.enabled", false)
        .flag("access_logs.s3.enabled", false)
        .text("access_logs.s3.bucket")
        .text("access_logs.s3.prefix")
        .flag("connection_logs.s3.enabled", false)
        .text("connection_logs.s3.bucket")
        .text("connection_logs.s3.prefix")
        .flag("health_check_logs.s3.enabled", false)
        .text("health_check_logs.s3.bucket")
        .text("health_check_logs.s3.prefix")
        .number("idle_timeout.timeout_seconds", 60, 1, 4000)
        .number("client_keep_alive.seconds", 3600, 60, 604_800)
        .flag("ipv6.deny_all_igw_traffic", internal)
        .choice("routing.http.desync_mitigation_mode", "defensive", "monitor", "strictest")
        .flag("routing.http.drop_invalid_header_fields.enabled", false)
        .flag("routing.http.preserve_host_header.enabled", false)
        .flag("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", false)
        .flag("routing.http.xff_client_port.enabled", false)
        .choice("routing.http.xff_header_processing.mode", "append", "preserve", "remove")
        .flag("routing.http2.enabled", true)
        .flag("waf.fail_open.enabled", false)
        .flag("zonal_shift.config.enabled", false)
        .choice("load_balancing.cross_zone.enabled", "true");
  }

  static AttributeCatalogue targetGroup() {
    return new AttributeCatalogue("Target group")
        .flag("stickiness.enabled", false)
        .number(Targets.DEREGISTRATION_DELAY, 300, 0, 3600)
        .choice("stickiness.type", "lb_cookie", "app_cookie")
        .number("stickiness.lb_cookie.duration_seconds", 86_400, 1, 604_800)
        .number("stickiness.app_cookie.duration_seconds", 86_400, 1, 604_800)
        .text("stickiness.app_cookie.cookie_name")
        .slowStart()
        .choice(
            "load_balancing.algorithm.type",
            "round_robin",
            "least_outstanding_requests",
            "weighted_random")
        .choice("load_balancing.algorithm.anomaly_mitigation", "off", "on")
        .choice(
            "load_balancing.cross_zone.enabled", "use_load_balancer_configuration", "true", "false")
        .threshold("target_group_health.dns_failover.minimum_healthy_targets")
        .threshold("target_group_health.unhealthy_state_routing.minimum_healthy_targets");
  }

  static AttributeCatalogue listener(boolean https) {
    AttributeCatalogue catalogue =
        new AttributeCatalogue("Listener").flag("routing.http.response.server.enabled", true);
    for (String header :
        new String[] {
          "strict_transport_security",
          "access_control_allow_origin",
          "access_control_allow_methods",
          "access_control_allow_headers",
          "access_control_allow_credentials",
          "access_control_expose_headers",
          "access_control_max_age",
          "content_security_policy",
          "x_content_type_options",
          "x_frame_options"
        }) {
      catalogue.text("routing.http.response." + header + ".header_value");
    }
    return https ? catalogue.requestHeaders() : catalogue;
  }

  Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    specs.forEach((key, spec) -> defaults.put(key, spec.standard()));
    return defaults;
  }

  /** The full set after a change; AWS refuses keys and values that it does not know. */
  Map<String, String> changed(Map<String, String> before, Map<String, String> changes) {
    changes.forEach(this::check);
    Map<String, String> after = new TreeMap<>(before);
    after.putAll(changes);
    return after;
  }

  private void check(String key, String value) {
    Spec spec = specs.get(key);
    if (spec == null) {
      throw ElbErrors.validation(owner + " attribute key '" + key + "' is not recognized");
    }
    if (!spec.allowed().test(value)) {
      throw ElbErrors.validation(
          owner + " attribute value '" + value + "' is not valid for key '" + key + "'");
    }
  }

  private AttributeCatalogue flag(String key, boolean standard) {
    return with(key, Boolean.toString(standard), value -> value.matches("true|false"));
  }

  private AttributeCatalogue text(String key) {
    return with(key, "", value -> true);
  }

  /** The first of the values is the default. */
  private AttributeCatalogue choice(String key, String... values) {
    return with(key, values[0], Set.of(values)::contains);
  }

  private AttributeCatalogue number(String key, int standard, int from, int to) {
    return with(key, Integer.toString(standard), value -> isWithin(value, from, to));
  }

  /** Off, or between half a minute and a quarter of an hour. */
  private AttributeCatalogue slowStart() {
    return with(
        "slow_start.duration_seconds", "0", value -> "0".equals(value) || isWithin(value, 30, 900));
  }

  private AttributeCatalogue threshold(String prefix) {
    return with(prefix + ".count", "1", value -> isThreshold(value, Integer.MAX_VALUE))
        .with(prefix + ".percentage", "off", value -> isThreshold(value, 100));
  }

  private AttributeCatalogue requestHeaders() {
    for (String header :
        new String[] {
          "mtls_clientcert_serial_number",
          "mtls_clientcert_issuer",
          "mtls_clientcert_subject",
          "mtls_clientcert_validity",
          "mtls_clientcert_leaf",
          "mtls_clientcert",
          "tls_version",
          "tls_cipher_suite"
        }) {
      text("routing.http.request.x_amzn_" + header + ".header_name");
    }
    return this;
  }

  private AttributeCatalogue with(String key, String standard, Predicate<String> allowed) {
    specs.put(key, new Spec(standard, allowed));
    return this;
  }

  private static boolean isThreshold(String value, int most) {
    return "off".equals(value) || isWithin(value, 1, most);
  }

  private static boolean isWithin(String value, int from, int to) {
    return value.matches("[0-9]{1,9}")
        && Integer.parseInt(value) >= from
        && Integer.parseInt(value) <= to;
  }
}
