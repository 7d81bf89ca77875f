package io.purplemcp.operator.sandbox.elb;

import static io.purplemcp.operator.sandbox.elb.ElbBed.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;

class LoadBalancersTest {
  private final ElbBed bed = new ElbBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void aNewOneIsProvisionedForAMinuteAndAHalf() {
    String arn = bed.balancer("acme");
    assertThat(described(arn).state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);

    bed.pass(Duration.ofSeconds(90));

    assertThat(described(arn).state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
  }

  @Test
  void whatTheRequestLeavesOutIsFilledIn() {
    String arn =
        bed.balancer(
            "acme",
            request ->
                request
                    .scheme((String) null)
                    .subnets(SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B));

    LoadBalancer balancer = described(arn);
    assertThat(balancer.schemeAsString()).isEqualTo("internet-facing");
    assertThat(balancer.ipAddressTypeAsString()).isEqualTo("ipv4");
    assertThat(balancer.typeAsString()).isEqualTo("application");
    assertThat(balancer.vpcId()).isEqualTo(SandboxAccountIds.VPC);
    assertThat(balancer.securityGroups()).containsExactly(SandboxAccountIds.DEFAULT_SECURITY_GROUP);
    assertThat(balancer.dnsName()).matches("acme-[0-9]{10}\\.us-east-1\\.elb\\.amazonaws\\.com");
    assertThat(arn)
        .matches(
            "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/acme/[0-9a-f]{16}");
    assertThat(balancer.availabilityZones())
        .extracting(AvailabilityZone::subnetId)
        .containsExactlyInAnyOrder(
            SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B);
  }

  @Test
  void creatingTheSameTwiceAnswersTheSameAndOtherSettingsAreADuplicate() {
    String first = bed.balancer("acme");

    assertThat(bed.balancer("acme")).isEqualTo(first);
    refused(
        "DuplicateLoadBalancerName",
        () ->
            bed.balancer(
                "acme",
                request ->
                    request
                        .scheme("internet-facing")
                        .subnets(
                            SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B)));
  }

  @Test
  void itNeedsSubnetsInTwoZones() {
    refused(
            "ValidationError",
            () -> bed.balancer("acme", r -> r.subnets(SandboxAccountIds.PRIVATE_SUBNET_A)))
        .hasMessageContaining("two different Availability Zones");
    refused(
        "InvalidConfigurationRequest",
        () ->
            bed.balancer(
                "acme",
                r ->
                    r.subnets(
                        SandboxAccountIds.PRIVATE_SUBNET_A,
                        SandboxAccountIds.PRIVATE_SUBNET_B,
                        SandboxAccountIds.PUBLIC_SUBNET_A)));
    refused(
        "SubnetNotFound",
        () -> bed.balancer("acme", r -> r.subnets("subnet-1", SandboxAccountIds.PRIVATE_SUBNET_B)));
  }

  @Test
  void facingTheInternetNeedsARouteToAnInternetGateway() {
    refused("InvalidSubnet", () -> bed.balancer("acme", r -> r.scheme("internet-facing")));
  }

  @Test
  void namesAreChecked() {
    refused("ValidationError", () -> bed.balancer("a".repeat(33)));
    refused("ValidationError", () -> bed.balancer("-acme"));
    refused("ValidationError", () -> bed.balancer("acme_1"));
    refused("ValidationError", () -> bed.balancer("internal-acme"));
  }

  @Test
  void describeTakesNothingNamesOrUpToTwentyArns() {
    String one = bed.balancer("one");
    String other = bed.balancer("other");

    assertThat(bed.elb.describeLoadBalancers().loadBalancers()).hasSize(2);
    assertThat(bed.elb.describeLoadBalancers(r -> r.names("other")).loadBalancers())
        .extracting(LoadBalancer::loadBalancerArn)
        .containsExactly(other);
    refused(
        "LoadBalancerNotFound", () -> bed.elb.describeLoadBalancers(r -> r.names("one", "none")));
    refused(
        "LoadBalancerNotFound",
        () -> bed.elb.describeLoadBalancers(r -> r.loadBalancerArns(one + "0")));
    refused(
        "ValidationError",
        () -> bed.elb.describeLoadBalancers(r -> r.loadBalancerArns(Collections.nCopies(21, one))));
  }

  @Test
  void aLongListComesInPages() {
    bed.balancer("one");
    bed.balancer("two");
    bed.balancer("three");

    assertThat(bed.elb.describeLoadBalancersPaginator(r -> r.pageSize(2)).loadBalancers())
        .extracting(LoadBalancer::loadBalancerName)
        .containsExactlyInAnyOrder("one", "two", "three");
    assertThat(bed.elb.describeLoadBalancers(r -> r.pageSize(2)).nextMarker()).isNotBlank();
  }

  @Test
  void LB05_everyAttributeIsAnsweredWithItsDefaultAsAString() {
    String arn = bed.balancer("acme");

    assertThat(attributes(arn))
        .containsEntry("idle_timeout.timeout_seconds", "60")
        .containsEntry("routing.http2.enabled", "true")
        .containsEntry("deletion_protection.enabled", "false")
        .containsEntry("ipv6.deny_all_igw_traffic", "true")
        .containsEntry("access_logs.s3.bucket", "")
        .hasSize(23);

    bed.elb.modifyLoadBalancerAttributes(
        r ->
            r.loadBalancerArn(arn)
                .attributes(a -> a.key("idle_timeout.timeout_seconds").value("300")));

    assertThat(attributes(arn)).containsEntry("idle_timeout.timeout_seconds", "300").hasSize(23);
  }

  @Test
  void attributesAreRefusedByKeyAndByValue() {
    String arn = bed.balancer("acme");

    refused("ValidationError", () -> set(arn, "idle_timeout.seconds", "60"))
        .hasMessageContaining("attribute key 'idle_timeout.seconds' is not recognized");
    refused("ValidationError", () -> set(arn, "idle_timeout.timeout_seconds", "4001"));
    refused("ValidationError", () -> set(arn, "routing.http2.enabled", "yes"));
  }

  @Test
  void deletionProtectionIsHonouredAndAMissingOneIsDeletedWithoutComplaint() {
    String arn = bed.balancer("acme");
    set(arn, "deletion_protection.enabled", "true");
    refused("OperationNotPermitted", () -> delete(arn));

    set(arn, "deletion_protection.enabled", "false");
    delete(arn);

    refused("LoadBalancerNotFound", () -> described(arn));
    assertThatCode(() -> delete(arn)).doesNotThrowAnyException();
  }

  @Test
  void deletingTakesItsListenersAndTheirRulesAlong() {
    String arn = bed.balancer("acme");
    String listener = bed.listener(arn, ElbBed.notFound());

    delete(arn);

    refused("ListenerNotFound", () -> bed.elb.describeListeners(r -> r.listenerArns(listener)));
  }

  @Test
  void itsInterfacesStayForMinutesAfterItIsGone() {
    String arn = bed.balancer("acme");
    assertThat(interfaces())
        .hasSize(2)
        .allMatch(one -> one.description().startsWith("ELB app/acme/"));

    delete(arn);
    bed.pass(Duration.ofMinutes(2));
    assertThat(interfaces()).hasSize(2);

    bed.pass(Duration.ofMinutes(1));
    assertThat(interfaces()).isEmpty();
  }

  @Test
  void securityGroupsAndSubnetsAreReplacedWhole() {
    String group =
        bed.ec2
            .createSecurityGroup(
                r -> r.groupName("alb").description("alb").vpcId(SandboxAccountIds.VPC))
            .groupId();
    String arn = bed.balancer("acme");

    bed.elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(group));
    bed.elb.setSubnets(
        r ->
            r.loadBalancerArn(arn)
                .subnets(SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B));

    assertThat(described(arn).securityGroups()).containsExactly(group);
    assertThat(described(arn).availabilityZones())
        .extracting(AvailabilityZone::subnetId)
        .containsExactlyInAnyOrder(
            SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B);
    refused("DependencyViolation", () -> bed.ec2.deleteSecurityGroup(r -> r.groupId(group)));
    refused(
        "InvalidSecurityGroup",
        () -> bed.elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups("sg-0")));
  }

  @Test
  void dualstackNeedsSubnetsWithIpv6() {
    String arn = bed.balancer("acme");

    refused(
        "InvalidSubnet",
        () -> bed.elb.setIpAddressType(r -> r.loadBalancerArn(arn).ipAddressType("dualstack")));
  }

  private LoadBalancer described(String arn) {
    return bed.elb.describeLoadBalancers(r -> r.loadBalancerArns(arn)).loadBalancers().get(0);
  }

  private Map<String, String> attributes(String arn) {
    return bed.elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn)).attributes().stream()
        .collect(Collectors.toMap(LoadBalancerAttribute::key, LoadBalancerAttribute::value));
  }

  private void set(String arn, String key, String value) {
    bed.elb.modifyLoadBalancerAttributes(
        r -> r.loadBalancerArn(arn).attributes(a -> a.key(key).value(value)));
  }

  private void delete(String arn) {
    bed.elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
  }

  private List<NetworkInterface> interfaces() {
    return bed.ec2
        .describeNetworkInterfaces(
            r -> r.filters(f -> f.name("attachment.instance-owner-id").values("amazon-elb")))
        .networkInterfaces();
  }
}
