package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * Conditions of a rule. Those on host and path have an old form, a plain list of values, and a new
 * one; AWS answers both, whichever was sent.
 */
final class RuleConditions {
  /** Quota: values in all conditions of a rule. */
  private static final int MOST_VALUES = 5;

  private RuleConditions() {}

  static List<RuleCondition> complete(List<RuleCondition> given) {
    ElbErrors.required(given, "conditions");
    List<RuleCondition> complete = given.stream().map(RuleConditions::complete).toList();
    long values = complete.stream().mapToLong(RuleConditions::countValues).sum();
    if (values > MOST_VALUES) {
      throw AwsError.badRequest(
          "TooManyValues", "A rule can have at most " + MOST_VALUES + " condition values");
    }
    return complete;
  }

  private static RuleCondition complete(RuleCondition given) {
    String field = given.field() == null ? "" : given.field();
    RuleCondition complete = given;
    if (field.equals("path-pattern")) {
      complete = path(given);
    } else if (field.equals("host-header")) {
      complete = host(given);
    }
    if (countValues(complete) == 0) {
      throw ElbErrors.validation("A condition value must be specified for field '" + field + "'");
    }
    return complete;
  }

  private static RuleCondition path(RuleCondition given) {
    PathPatternConditionConfig config = given.pathPatternConfig();
    if (config == null) {
      config = PathPatternConditionConfig.builder().values(given.values()).build();
    }
    return given.toBuilder().pathPatternConfig(config).values(config.values()).build();
  }

  private static RuleCondition host(RuleCondition given) {
    HostHeaderConditionConfig config = given.hostHeaderConfig();
    if (config == null) {
      config = HostHeaderConditionConfig.builder().values(given.values()).build();
    }
    return given.toBuilder().hostHeaderConfig(config).values(config.values()).build();
  }

  private static long countValues(RuleCondition condition) {
    if (condition.field() == null) {
      throw ElbErrors.validation("A condition field must be specified");
    }
    return switch (condition.field()) {
      case "path-pattern" ->
          condition.values().size() + condition.pathPatternConfig().regexValues().size();
      case "host-header" ->
          condition.values().size() + condition.hostHeaderConfig().regexValues().size();
      case "http-header" ->
          Stream.ofNullable(condition.httpHeaderConfig())
              .mapToLong(config -> config.values().size() + config.regexValues().size())
              .sum();
      case "http-request-method" ->
          Stream.ofNullable(condition.httpRequestMethodConfig())
              .mapToLong(config -> config.values().size())
              .sum();
      case "query-string" ->
          Stream.ofNullable(condition.queryStringConfig())
              .mapToLong(config -> config.values().size())
              .sum();
      case "source-ip" ->
          Stream.ofNullable(condition.sourceIpConfig())
              .mapToLong(config -> config.values().size())
              .sum();
      default ->
          throw ElbErrors.validation(
              "Condition field '"
                  + condition.field()
                  + "' must be one of '[path-pattern, "
                  + "host-header, http-header, http-request-method, query-string, source-ip]'");
    };
  }
}
