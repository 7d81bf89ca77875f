package io.purplemcp.operator.sandbox.elb;

import static io.purplemcp.operator.sandbox.elb.ElbBed.forward;
import static io.purplemcp.operator.sandbox.elb.ElbBed.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

class TargetGroupsTest {
  private final ElbBed bed = new ElbBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void whatTheRequestLeavesOutIsFilledIn() {
    TargetGroup group =
        described(
            bed.group(
                "acme",
                r -> r.healthCheckPath(null).targetType((String) null).protocolVersion("")));

    assertThat(group.targetTypeAsString()).isEqualTo("instance");
    assertThat(group.protocolVersion()).isEqualTo("HTTP1");
    assertThat(group.ipAddressTypeAsString()).isEqualTo("ipv4");
    assertThat(group.healthCheckEnabled()).isTrue();
    assertThat(group.healthCheckProtocolAsString()).isEqualTo("HTTP");
    assertThat(group.healthCheckPort()).isEqualTo("traffic-port");
    assertThat(group.healthCheckPath()).isEqualTo("/");
    assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
    assertThat(group.healthCheckTimeoutSeconds()).isEqualTo(5);
    assertThat(group.healthyThresholdCount()).isEqualTo(5);
    assertThat(group.unhealthyThresholdCount()).isEqualTo(2);
    assertThat(group.matcher().httpCode()).isEqualTo("200");
    assertThat(group.loadBalancerArns()).isEmpty();
  }

  @Test
  void creatingTheSameTwiceAnswersTheSameAndOtherSettingsAreADuplicate() {
    String first = bed.group("acme");

    assertThat(bed.group("acme")).isEqualTo(first);
    refused("DuplicateTargetGroupName", () -> bed.group("acme", r -> r.port(8001)));
  }

  @Test
  void settingsAreChecked() {
    refused("ValidationError", () -> bed.group("a".repeat(33)));
    refused("ValidationError", () -> bed.group("acme", r -> r.port(65_536)));
    refused("ValidationError", () -> bed.group("acme", r -> r.vpcId("vpc-0")));
    refused("ValidationError", () -> bed.group("acme", r -> r.healthCheckPath("health")));
    refused("ValidationError", () -> bed.group("acme", r -> r.healthCheckPort("http")));
    refused("ValidationError", () -> bed.group("acme", r -> r.healthCheckTimeoutSeconds(30)));
    refused("ValidationError", () -> bed.group("acme", r -> r.healthyThresholdCount(11)));
    refused("ValidationError", () -> bed.group("acme", r -> r.healthCheckEnabled(false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "200-", "200;201", "ok", "200-500"})
  void matchersOutsideOfTheFormAreRefused(String codes) {
    refused("ValidationError", () -> bed.group("acme", r -> r.matcher(m -> m.httpCode(codes))));
  }

  @Test
  void aModificationLeavesAloneWhatItDoesNotName() {
    String arn = bed.group("acme");

    bed.elb.modifyTargetGroup(r -> r.targetGroupArn(arn).healthCheckIntervalSeconds(15));

    assertThat(described(arn).healthCheckIntervalSeconds()).isEqualTo(15);
    assertThat(described(arn).healthCheckPath()).isEqualTo("/health");
  }

  @Test
  void LB05_everyAttributeIsAnsweredWithItsDefault() {
    String arn = bed.group("acme");
    assertThat(attributes(arn))
        .containsEntry("deregistration_delay.timeout_seconds", "300")
        .containsEntry("stickiness.enabled", "false")
        .containsEntry("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off")
        .hasSize(14);

    bed.elb.modifyTargetGroupAttributes(
        r ->
            r.targetGroupArn(arn)
                .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("60")));

    assertThat(attributes(arn))
        .containsEntry("deregistration_delay.timeout_seconds", "60")
        .hasSize(14);
  }

  @Test
  void LB01_aGroupThatAListenerUsesCannotBeDeleted() {
    String group = bed.group("acme");
    String balancer = bed.balancer("acme");
    String listener = bed.listener(balancer, forward(group));

    assertThat(described(group).loadBalancerArns()).containsExactly(balancer);
    refused("ResourceInUse", () -> delete(group))
        .hasMessageContaining(
            "Target group '" + group + "' is currently in use by a listener or a rule");

    bed.elb.deleteListener(r -> r.listenerArn(listener));
    delete(group);

    refused("TargetGroupNotFound", () -> described(group));
    assertThatCode(() -> delete(group)).doesNotThrowAnyException();
  }

  @Test
  void groupsAreFoundByNameByArnAndByLoadBalancer() {
    String used = bed.group("used");
    String free = bed.group("free");
    String balancer = bed.balancer("acme");
    bed.listener(balancer, forward(used));

    assertThat(bed.elb.describeTargetGroups().targetGroups()).hasSize(2);
    assertThat(bed.elb.describeTargetGroups(r -> r.loadBalancerArn(balancer)).targetGroups())
        .extracting(TargetGroup::targetGroupArn)
        .containsExactly(used);
    assertThat(bed.elb.describeTargetGroups(r -> r.names("free")).targetGroups())
        .extracting(TargetGroup::targetGroupArn)
        .containsExactly(free);
    refused("TargetGroupNotFound", () -> bed.elb.describeTargetGroups(r -> r.names("none")));
  }

  private TargetGroup described(String arn) {
    return bed.elb.describeTargetGroups(r -> r.targetGroupArns(arn)).targetGroups().get(0);
  }

  private Map<String, String> attributes(String arn) {
    return bed.elb.describeTargetGroupAttributes(r -> r.targetGroupArn(arn)).attributes().stream()
        .collect(Collectors.toMap(TargetGroupAttribute::key, TargetGroupAttribute::value));
  }

  private void delete(String arn) {
    bed.elb.deleteTargetGroup(r -> r.targetGroupArn(arn));
  }
}
