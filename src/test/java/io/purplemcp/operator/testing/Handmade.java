package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Somebody at a keyboard, who finds the resources of one deployment and changes them. */
public record Handmade(AwsClients aws, String deployment) {
  public static final String CLUSTER = "purple-mcp-cluster";
  public static final String LOG_GROUP = "/ecs/purple-mcp";

  public ElasticLoadBalancingV2Client elb() {
    return aws.elasticLoadBalancing();
  }

  public Ec2Client ec2() {
    return aws.ec2();
  }

  public String role() {
    return "purple-mcp-" + deployment;
  }

  public String loadBalancer() {
    return elb()
        .describeLoadBalancers(r -> r.names(deployment))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
  }

  public void loadBalancerAttribute(String key, String value) {
    elb()
        .modifyLoadBalancerAttributes(
            r ->
                r.loadBalancerArn(loadBalancer())
                    .attributes(LoadBalancerAttribute.builder().key(key).value(value).build()));
  }

  public String targetGroup() {
    return elb()
        .describeTargetGroups(r -> r.loadBalancerArn(loadBalancer()))
        .targetGroups()
        .get(0)
        .targetGroupArn();
  }

  public void targetGroupAttribute(String key, String value) {
    elb()
        .modifyTargetGroupAttributes(
            r ->
                r.targetGroupArn(targetGroup())
                    .attributes(TargetGroupAttribute.builder().key(key).value(value).build()));
  }

  public Listener listener(int port) {
    return elb().describeListeners(r -> r.loadBalancerArn(loadBalancer())).listeners().stream()
        .filter(listener -> listener.port() == port)
        .findFirst()
        .orElseThrow();
  }

  /** The load balancer's group is {@code alb}, the tasks' {@code tasks}. */
  public SecurityGroup group(String role) {
    return ec2()
        .describeSecurityGroups(
            r ->
                r.filters(
                    Filter.builder().name("group-name").values(deployment + "-" + role).build()))
        .securityGroups()
        .get(0);
  }

  public void allow(String role, int port, String cidr) {
    ec2()
        .authorizeSecurityGroupIngress(
            r -> r.groupId(group(role).groupId()).ipPermissions(permission(port, cidr)));
  }

  public void revoke(String role, int port, String cidr) {
    ec2()
        .revokeSecurityGroupIngress(
            r -> r.groupId(group(role).groupId()).ipPermissions(permission(port, cidr)));
  }

  public void revokeAllIngress(String role) {
    SecurityGroup group = group(role);
    ec2()
        .revokeSecurityGroupIngress(
            r -> r.groupId(group.groupId()).ipPermissions(group.ipPermissions()));
  }

  public void revokeAllEgress(String role) {
    SecurityGroup group = group(role);
    ec2()
        .revokeSecurityGroupEgress(
            r -> r.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()));
  }

  public static IpPermission permission(int port, String cidr) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .ipRanges(IpRange.builder().cidrIp(cidr).build())
        .build();
  }

  public Service service() {
    return aws.ecs()
        .describeServices(r -> r.cluster(CLUSTER).services(deployment))
        .services()
        .get(0);
  }

  /** Registers a revision of the family with another image, and gives its ARN. */
  public String otherRevision(String image) {
    var live =
        aws.ecs()
            .describeTaskDefinition(r -> r.taskDefinition(service().taskDefinition()))
            .taskDefinition();
    return aws.ecs()
        .registerTaskDefinition(
            r ->
                r.family(live.family())
                    .networkMode(live.networkMode())
                    .requiresCompatibilities(live.requiresCompatibilities())
                    .cpu(live.cpu())
                    .memory(live.memory())
                    .runtimePlatform(live.runtimePlatform())
                    .executionRoleArn(live.executionRoleArn())
                    .containerDefinitions(
                        List.of(
                            live.containerDefinitions().get(0).toBuilder().image(image).build())))
        .taskDefinition()
        .taskDefinitionArn();
  }
}
