package io.purplemcp.operator.proof;

import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What people change on services and task definitions. */
final class Running {
  private static final String OTHER_IMAGE =
      "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:v0.6.0";
  private static final String VPC = "networkConfiguration.awsvpcConfiguration";

  private Running() {}

  static Stream<Mutation> mutations() {
    return Stream.of(
        service("the service is scaled to zero", "desiredCount", u -> u.desiredCount(0)),
        service("the service is scaled up", "desiredCount", u -> u.desiredCount(3)),
        new Mutation(
            "SV22 the service is pointed at another revision",
            "Service",
            "taskDefinition",
            hand -> {
              String other = hand.otherRevision(OTHER_IMAGE);
              update(hand, u -> u.taskDefinition(other));
            }),
        service(
            "the circuit breaker is switched off",
            "deploymentConfiguration.deploymentCircuitBreaker.enable",
            u ->
                u.deploymentConfiguration(
                    d -> d.deploymentCircuitBreaker(b -> b.enable(false).rollback(true)))),
        service(
            "rolling back is switched off",
            "deploymentConfiguration.deploymentCircuitBreaker.rollback",
            u ->
                u.deploymentConfiguration(
                    d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(false)))),
        service(
            "rollouts may stop everything",
            "deploymentConfiguration.minimumHealthyPercent",
            u -> u.deploymentConfiguration(d -> d.minimumHealthyPercent(0))),
        service(
            "rollouts may double up no more",
            "deploymentConfiguration.maximumPercent",
            u -> u.deploymentConfiguration(d -> d.maximumPercent(150))),
        service(
                "ECS Exec is switched on",
                "enableExecuteCommand",
                u -> u.enableExecuteCommand(true))
            .opening(),
        service(
            "ECS puts tags of its own on the tasks",
            "enableECSManagedTags",
            u -> u.enableECSManagedTags(true)),
        service(
            "an old platform version is pinned",
            "platformVersion",
            u -> u.platformVersion("1.3.0").forceNewDeployment(true)),
        service(
            "tags are propagated", "propagateTags", u -> u.propagateTags(PropagateTags.SERVICE)),
        service(
            "the grace period is taken away",
            "healthCheckGracePeriodSeconds",
            u -> u.healthCheckGracePeriodSeconds(0)),
        new Mutation(
            "the tasks get public addresses",
            "Service",
            VPC + ".assignPublicIp",
            hand -> network(hand, v -> v.assignPublicIp(AssignPublicIp.ENABLED))),
        new Mutation(
            "the tasks are moved to a single subnet",
            "Service",
            VPC + ".subnets",
            hand -> network(hand, v -> v.subnets(SandboxAccountIds.PRIVATE_SUBNET_A))),
        new Mutation(
            "another security group is put on the tasks",
            "Service",
            VPC + ".securityGroups",
            hand ->
                network(
                    hand,
                    v ->
                        v.securityGroups(
                            hand.group("tasks").groupId(),
                            SandboxAccountIds.DEFAULT_SECURITY_GROUP))),
        new Mutation(
            "a label of the service gets a foreign value",
            "Service",
            "tags[team]",
            hand ->
                hand.aws()
                    .ecs()
                    .tagResource(
                        r ->
                            r.resourceArn(hand.service().serviceArn())
                                .tags(t -> t.key("team").value("x")))),
        revision(
            "a label of the running revision gets a foreign value",
            "tags[team]",
            (ecs, arn) -> ecs.tagResource(r -> r.resourceArn(arn).tags(tag("team", "x")))),
        revision(
            "the running revision is made to remember another version of the secret",
            "tags[" + Ownership.SECRET_VERSION + "]",
            (ecs, arn) ->
                ecs.tagResource(
                    r -> r.resourceArn(arn).tags(tag(Ownership.SECRET_VERSION, "another")))),
        revision(
            "the running revision is made to forget the version of the secret",
            "tags[" + Ownership.SECRET_VERSION + "]",
            (ecs, arn) ->
                ecs.untagResource(r -> r.resourceArn(arn).tagKeys(Ownership.SECRET_VERSION))),
        new Mutation(
            "the running revision is deregistered",
            "TaskDefinition",
            "status",
            hand ->
                hand.aws()
                    .ecs()
                    .deregisterTaskDefinition(
                        r -> r.taskDefinition(hand.service().taskDefinition()))));
  }

  private static Mutation revision(
      String name, String field, BiConsumer<EcsClient, String> change) {
    return new Mutation(
        name,
        "TaskDefinition",
        field,
        hand -> change.accept(hand.aws().ecs(), hand.service().taskDefinition()));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static Mutation service(
      String name, String field, Consumer<UpdateServiceRequest.Builder> change) {
    return new Mutation(name, "Service", field, hand -> update(hand, change));
  }

  private static void update(Handmade hand, Consumer<UpdateServiceRequest.Builder> change) {
    hand.aws()
        .ecs()
        .updateService(
            request -> {
              request.cluster(Handmade.CLUSTER).service(hand.deployment());
              change.accept(request);
            });
  }

  private static void network(Handmade hand, Consumer<AwsVpcConfiguration.Builder> change) {
    AwsVpcConfiguration.Builder vpc =
        hand.service().networkConfiguration().awsvpcConfiguration().toBuilder();
    change.accept(vpc);
    update(hand, u -> u.networkConfiguration(n -> n.awsvpcConfiguration(vpc.build())));
  }
}
