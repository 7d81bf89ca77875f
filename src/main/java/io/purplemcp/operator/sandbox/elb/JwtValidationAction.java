package io.purplemcp.operator.sandbox.elb;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaimFormatEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;

/** Actions that check a bearer token. Limits: the API reference of JwtValidationActionConfig. */
final class JwtValidationAction {
  private static final Set<String> ALWAYS_CHECKED = Set.of("exp", "iss", "nbf", "iat");
  private static final int LONGEST_TEXT = 256;
  private static final int MOST_CLAIMS = 10;
  private static final int MOST_VALUES = 10;

  private JwtValidationAction() {}

  static Action checked(Action action) {
    JwtValidationActionConfig config = action.jwtValidationConfig();
    if (config == null) {
      throw ElbErrors.invalidAction("A jwt-validation action must have a configuration");
    }
    text(config.jwksEndpoint(), "jwksEndpoint");
    text(config.issuer(), "issuer");
    if (!config.jwksEndpoint().matches("https://[^/]+/.*")) {
      throw ElbErrors.validation(
          "JWKS endpoint '" + config.jwksEndpoint() + "' must be a full https URL");
    }
    List<JwtValidationActionAdditionalClaim> claims = config.additionalClaims();
    ElbErrors.atMost(MOST_CLAIMS, claims, "additionalClaims");
    claims.forEach(JwtValidationAction::check);
    return action;
  }

  private static void check(JwtValidationActionAdditionalClaim claim) {
    text(claim.name(), "name");
    if (ALWAYS_CHECKED.contains(claim.name())) {
      throw ElbErrors.validation("Claim '" + claim.name() + "' is validated always");
    }
    if (claim.format() == null
        || claim.format() == JwtValidationActionAdditionalClaimFormatEnum.UNKNOWN_TO_SDK_VERSION) {
      throw ElbErrors.validation("Claim format '" + claim.formatAsString() + "' is not valid");
    }
    ElbErrors.atMost(MOST_VALUES, ElbErrors.required(claim.values(), "values"), "values");
    claim.values().forEach(value -> text(value, "values"));
    boolean spaced = claim.values().stream().anyMatch(value -> value.contains(" "));
    if (spaced
        && claim.format() == JwtValidationActionAdditionalClaimFormatEnum.SPACE_SEPARATED_VALUES) {
      throw ElbErrors.validation("Values of claim '" + claim.name() + "' cannot contain spaces");
    }
  }

  private static void text(String value, String member) {
    ElbErrors.required(value, member);
    if (value.isEmpty() || value.length() > LONGEST_TEXT) {
      throw ElbErrors.validation(
          "'" + member + "' must have between 1 and " + LONGEST_TEXT + " characters");
    }
  }
}
