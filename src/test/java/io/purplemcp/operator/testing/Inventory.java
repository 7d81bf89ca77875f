package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.wafv2.model.ResourceType;
import software.amazon.awssdk.services.wafv2.model.Scope;

/**
 * What exists in the sandbox's account, without the ids that AWS chose: two worlds that went
 * different ways to the same end have equal inventories.
 *
 * @param names of everything, by kind, with duplicates
 */
public record Inventory(Map<String, List<String>> names) {
  private static final Pattern CHOSEN_BY_AWS =
      Pattern.compile("(/[0-9a-f]{16})|(sg-[0-9a-f]{17})|([0-9a-f]{32})");

  public static Inventory of(World world) {
    AwsClients aws = world.person();
    Map<String, List<String>> names = new TreeMap<>();
    put(names, "cluster", aws.ecs().listClusters().clusterArns());
    List<String> services = new ArrayList<>();
    aws.ecs()
        .listClusters()
        .clusterArns()
        .forEach(c -> services.addAll(aws.ecs().listServices(r -> r.cluster(c)).serviceArns()));
    put(names, "service", services);
    put(
        names,
        "task definition",
        aws
            .ecs()
            .listTaskDefinitions(r -> r.status(TaskDefinitionStatus.ACTIVE))
            .taskDefinitionArns()
            .stream()
            .map(arn -> arn.substring(0, arn.lastIndexOf(':')))
            .toList());
    put(
        names,
        "load balancer",
        aws.elasticLoadBalancing().describeLoadBalancers().loadBalancers().stream()
            .map(balancer -> balancer.loadBalancerName() + " " + balancer.scheme())
            .toList());
    put(names, "listener", listeners(aws));
    put(
        names,
        "target group",
        aws.elasticLoadBalancing().describeTargetGroups().targetGroups().stream()
            .map(group -> group.targetGroupName() + ":" + group.port())
            .toList());
    put(
        names,
        "role",
        aws
            .iam()
            .getAccountAuthorizationDetails(r -> r.filter(EntityType.ROLE).maxItems(1000))
            .roleDetailList()
            .stream()
            .filter(role -> !role.path().startsWith("/aws-service-role/"))
            .map(role -> role.roleName() + " with " + role.rolePolicyList().size() + " policies")
            .toList());
    put(
        names,
        "security group",
        aws
            .ec2()
            .describeSecurityGroups(
                r -> r.filters(Filter.builder().name("vpc-id").values("*").build()))
            .securityGroups()
            .stream()
            .map(
                group ->
                    group.groupName() + " " + group.ipPermissions() + group.ipPermissionsEgress())
            .toList());
    put(
        names,
        "log group",
        aws.logs().describeLogGroups().logGroups().stream()
            .map(group -> group.logGroupName() + " " + group.retentionInDays())
            .toList());
    put(
        names,
        "web acl",
        aws.waf().listWebACLs(r -> r.scope(Scope.REGIONAL)).webACLs().stream()
            .map(acl -> acl.name() + " on " + guarded(aws, acl.arn()))
            .toList());
    put(
        names,
        "scalable target",
        aws
            .autoScaling()
            .describeScalableTargets(r -> r.serviceNamespace("ecs"))
            .scalableTargets()
            .stream()
            .map(
                target ->
                    target.resourceId()
                        + " "
                        + target.minCapacity()
                        + " to "
                        + target.maxCapacity()
                        + " "
                        + new TreeMap<>(
                            aws.autoScaling()
                                .listTagsForResource(r -> r.resourceARN(target.scalableTargetARN()))
                                .tags()))
            .toList());
    put(
        names,
        "scaling policy",
        aws
            .autoScaling()
            .describeScalingPoliciesPaginator(r -> r.serviceNamespace("ecs"))
            .scalingPolicies()
            .stream()
            .map(policy -> policy.resourceId() + " " + policy.policyName())
            .toList());
    return new Inventory(names);
  }

  private static int guarded(AwsClients aws, String webAclArn) {
    return aws.waf()
        .listResourcesForWebACL(
            r -> r.webACLArn(webAclArn).resourceType(ResourceType.APPLICATION_LOAD_BALANCER))
        .resourceArns()
        .size();
  }

  private static List<String> listeners(AwsClients aws) {
    List<String> listeners = new ArrayList<>();
    aws.elasticLoadBalancing()
        .describeLoadBalancers()
        .loadBalancers()
        .forEach(
            balancer ->
                aws.elasticLoadBalancing()
                    .describeListeners(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
                    .listeners()
                    .forEach(
                        listener ->
                            listeners.add(
                                balancer.loadBalancerName()
                                    + ":"
                                    + listener.port()
                                    + " "
                                    + listener.defaultActions())));
    return listeners;
  }

  private static void put(Map<String, List<String>> names, String kind, Collection<String> values) {
    names.put(
        kind, values.stream().map(v -> CHOSEN_BY_AWS.matcher(v).replaceAll("*")).sorted().toList());
  }
}
