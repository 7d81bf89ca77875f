package io.purplemcp.operator.desired.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A method of authentication says all that it needs and nothing that means something else. */
class AuthenticationRuleTest {
  private static final String JWT =
      "jwt: {issuer: \"https://idp.example.com/\", jwksEndpoint: \"https://idp.example.com/keys\"";
  private static final String ARN =
      "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/company/5f0c9a3e";

  private static Written authentication(String members) {
    return Written.withLoadBalancer("authentication: {" + members + "}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: none",
        "type: jwt, " + JWT + "}",
        "type: bearer, bearer: {secretName: purple-mcp/clients}",
        "type: webAcl, webAcl: {arn: \"" + ARN + "\"}"
      })
  void each_method_with_its_own_member_is_valid(String members) {
    assertThat(authentication(members).deployment().spec().loadBalancer().orElseThrow())
        .matches(balancer -> balancer.authentication().isPresent());
  }

  @ParameterizedTest
  @CsvSource({"jwt", "bearer", "webAcl"})
  void a_method_without_its_member_is_told_which_it_needs(String type) {
    assertThat(authentication("type: " + type).problem())
        .contains(
            "spec.loadBalancer.authentication:",
            "type %1$s needs the member %1$s beside it".formatted(type));
  }

  @Test
  void a_member_of_another_method_means_nothing_and_is_refused() {
    assertThat(authentication("type: none, bearer: {secretName: purple-mcp/clients}").problem())
        .contains(
            "spec.loadBalancer.authentication.bearer", "while type is none", "write type: bearer");
    assertThat(authentication("type: jwt, " + JWT + "}, webAcl: {arn: \"" + ARN + "\"}").problem())
        .contains("spec.loadBalancer.authentication.webAcl", "while type is jwt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{key: token}",
        "{secretName: a, secretArn: \"arn:aws:secretsmanager:us-east-1:111122223333:secret:a\"}"
      })
  void a_token_is_kept_in_exactly_one_secret(String bearer) {
    assertThat(authentication("type: bearer, bearer: " + bearer).problem())
        .contains("spec.loadBalancer.authentication.bearer", "exactly one of secretName and");
  }

  @Test
  void SM05_the_consoles_secret_is_not_the_clients() {
    assertThat(authentication("type: bearer, bearer: {secretName: purple-mcp/acme}").problem())
        .contains(
            "spec.loadBalancer.authentication.bearer.secretName", "this is the console's secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: exp, format: single-string, values: [a]} | verifies this claim always",
        "{name: aud, format: string-array, values: [a]}, {name: aud, format: string-array, values:"
            + " [b]} | the claim is named twice",
        "{name: scope, format: space-separated-values, values: [\"a b\"]} | no value has a space"
      })
  void claims_are_those_that_the_load_balancer_can_verify(String claims, String words) {
    assertThat(
            authentication("type: jwt, " + JWT + ", additionalClaims: [" + claims + "]}").problem())
        .contains("spec.loadBalancer.authentication.jwt.additionalClaims", words);
  }
}
