package io.purplemcp.operator.cli;

import static io.purplemcp.operator.cli.PlanExamples.CONVERGED;
import static io.purplemcp.operator.cli.PlanExamples.MIXED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanJsonTest {
  @Test
  void anEmptyPlanIsStillAWholeDocument() {
    assertThat(PlanJson.of(List.of(CONVERGED)))
        .isEqualTo(
            """
            {
              "formatVersion" : 1,
              "summary" : {
                "create" : 0,
                "update" : 0,
                "replace" : 0,
                "delete" : 0
              },
              "deployments" : [ {
                "name" : "acme-emea",
                "target" : "us-east-1",
                "changes" : [ ],
                "findings" : [ ]
              }, {
                "name" : "acme-apac",
                "target" : "us-east-1",
                "changes" : [ ],
                "findings" : [ ]
              } ]
            }
            """);
  }

  @Test
  void aChangeNamesItsFieldsItsCauseAndItsCalls() throws IOException {
    JsonNode balancer = mixed().at("/deployments/0/changes/1");

    assertThat(balancer.toString())
        .isEqualTo(
            """
            {"resource":{"kind":"LoadBalancer","name":"acme-emea"},"action":"update",\
            "cause":"config","differences":[\
            {"path":"attributes[idle_timeout.timeout_seconds]","observed":"60","desired":"300",\
            "drift":true,"sensitive":false,"knownAfterApply":false},\
            {"path":"securityGroups","observed":"sg-0123",\
            "drift":false,"sensitive":false,"knownAfterApply":true}],\
            "calls":["elasticloadbalancing:ModifyLoadBalancerAttributes"]}""");
  }

  @Test
  void aSensitiveFieldHasNoValues() throws IOException {
    JsonNode secret = mixed().at("/deployments/0/changes/3/differences/1");

    assertThat(secret.get("path").asText()).isEqualTo("secret");
    assertThat(secret.get("sensitive").asBoolean()).isTrue();
    assertThat(secret.has("observed")).isFalse();
    assertThat(secret.has("desired")).isFalse();
  }

  @Test
  void disruptionsAndFindingsAreCarriedInWords() throws IOException {
    assertThat(mixed().at("/deployments/0/changes/3/disruption").asText())
        .isEqualTo("replaces 1 task, keeps 1 of 1 serving");
    assertThat(mixed().at("/deployments/1/findings/0/reason").asText()).isEqualTo("NotOwned");
    assertThat(mixed().at("/deployments/1/findings/0/severity").asText()).isEqualTo("blocked");
  }

  private static JsonNode mixed() throws IOException {
    return new ObjectMapper().readTree(PlanJson.of(List.of(MIXED)));
  }
}
