package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;

/**
 * The action that has the load balancer verify tokens before it forwards. Nothing in it is secret,
 * so every field is compared: the endpoint and the issuer exactly, claims by name, values as sets.
 */
final class JwtValidation {
  static final String PATH = "DefaultActions[jwt-validation]";
  static final String RULE_PATH = "Actions[jwt-validation]";

  /** Before the action that forwards, which comes last. */
  private static final int FIRST = 1;

  private JwtValidation() {}

  static Action action(JwtSpec spec) {
    return Action.builder()
        .type(ActionTypeEnum.JWT_VALIDATION)
        .order(FIRST)
        .jwtValidationConfig(
            config ->
                config
                    .issuer(spec.issuer())
                    .jwksEndpoint(spec.jwksEndpoint())
                    .additionalClaims(
                        spec.additionalClaims().stream().map(JwtValidation::claim).toList()))
        .build();
  }

  private static JwtValidationActionAdditionalClaim claim(JwtSpec.Claim claim) {
    return JwtValidationActionAdditionalClaim.builder()
        .name(claim.name())
        .format(claim.format().text())
        .values(claim.values())
        .build();
  }

  /** What verifies tokens among the actions, where anything does. */
  static Optional<JwtValidationActionConfig> in(List<Action> actions) {
    return actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.JWT_VALIDATION)
        .map(Action::jwtValidationConfig)
        .findFirst();
  }

  /**
   * Compares, field by field where the action is there: whatever differs lets in other callers than
   * were declared.
   */
  static void compare(Comparison comparison, Optional<JwtSpec> wanted, List<Action> live) {
    compare(comparison, PATH, wanted, live);
  }

  /** The same for the actions of a rule. */
  static void compareRule(Comparison comparison, Optional<JwtSpec> wanted, List<Action> live) {
    compare(comparison, RULE_PATH, wanted, live);
  }

  private static void compare(
      Comparison comparison, String path, Optional<JwtSpec> wanted, List<Action> live) {
    Optional<JwtValidationActionConfig> seen = in(live);
    comparison.compare(path, presence(wanted.isPresent()), presence(seen.isPresent()));
    if (wanted.isPresent() && seen.isPresent()) {
      compare(comparison, path, wanted.get(), seen.get());
    }
    if (!live.isEmpty()) {
      comparison.exposing(path);
    }
  }

  private static Value presence(boolean present) {
    return present ? Value.of("present") : Value.ABSENT;
  }

  private static void compare(
      Comparison comparison, String path, JwtSpec wanted, JwtValidationActionConfig seen) {
    comparison
        .value(path + ".Issuer", wanted.issuer(), seen.issuer())
        .value(path + ".JwksEndpoint", wanted.jwksEndpoint(), seen.jwksEndpoint())
        .entries(
            path + ".AdditionalClaims",
            wanted.additionalClaims().stream().map(JwtValidation::claim).collect(byName()),
            seen.additionalClaims().stream().collect(byName()));
  }

  private static java.util.stream.Collector<
          JwtValidationActionAdditionalClaim, ?, Map<String, String>>
      byName() {
    return Collectors.toMap(
        JwtValidationActionAdditionalClaim::name,
        claim ->
            "%s: %s"
                .formatted(
                    claim.formatAsString(), String.join(", ", new TreeSet<>(claim.values()))),
        (one, other) -> one + "; " + other,
        TreeMap::new);
  }

  /** Whether the actions verify tokens just as declared. */
  static boolean inForce(JwtSpec wanted, List<Action> live) {
    var comparison = new Comparison();
    compare(comparison, Optional.of(wanted), live);
    return comparison.same();
  }
}
