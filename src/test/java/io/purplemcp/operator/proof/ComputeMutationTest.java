package io.purplemcp.operator.proof;

import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.iam.IamClient;

/** What people change on where and how tasks run: each is one drift, and is put back. */
class ComputeMutationTest {
  private static final String TASK_ROLE = "purple-mcp-task";
  private static final String ALARMS = "deploymentConfiguration.alarms.";
  private static final String SECRETS_FOR_ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}]}";
  private static final String ANYBODY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private static World world;

  @BeforeAll
  static void converge() {
    world = World.empty().desire(Yaml.spot("acme")).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Mutation> mutations() {
    return Stream.of(
        service(
            "more tasks go to Spot",
            "capacityProviderStrategy[FARGATE_SPOT]",
            u -> u.capacityProviderStrategy(share("FARGATE", 1, 1), share("FARGATE_SPOT", 0, 100))),
        service(
            "no task is on Fargate for certain",
            "capacityProviderStrategy[FARGATE]",
            u -> u.capacityProviderStrategy(share("FARGATE", 0, 1), share("FARGATE_SPOT", 0, 3))),
        service(
            "ECS Exec is switched off", "enableExecuteCommand", u -> u.enableExecuteCommand(false)),
        service(
            "zones are not balanced any more",
            "availabilityZoneRebalancing",
            u -> u.availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)),
        service(
            "no alarm fails a rollout",
            ALARMS + "enable",
            u ->
                u.deploymentConfiguration(
                    d ->
                        d.alarms(
                            a -> a.alarmNames("slow", "failing").enable(false).rollback(true)))),
        service(
            "another alarm fails rollouts",
            ALARMS + "alarmNames",
            u ->
                u.deploymentConfiguration(
                    d -> d.alarms(a -> a.alarmNames("slow").enable(true).rollback(true)))),
        service(
            "an alarm rolls nothing back",
            ALARMS + "rollback",
            u ->
                u.deploymentConfiguration(
                    d ->
                        d.alarms(
                            a -> a.alarmNames("slow", "failing").enable(true).rollback(false)))),
        new Mutation(
            "Container Insights are switched off",
            "Cluster",
            "settings[containerInsights]",
            hand ->
                hand.aws()
                    .ecs()
                    .updateClusterSettings(
                        r ->
                            r.cluster(Handmade.CLUSTER)
                                .settings(s -> s.name("containerInsights").value("disabled")))),
        role(
            "IA10 the server may read every secret",
            "policies[debug]",
            iam ->
                iam.putRolePolicy(
                    r ->
                        r.roleName(TASK_ROLE).policyName("debug").policyDocument(SECRETS_FOR_ALL))),
        role(
            "the right to ECS Exec is taken away",
            "policies[purple-mcp-exec]",
            iam -> iam.deleteRolePolicy(r -> r.roleName(TASK_ROLE).policyName("purple-mcp-exec"))),
        role(
            "somebody else may be the server",
            "trustPolicy",
            iam -> iam.updateAssumeRolePolicy(r -> r.roleName(TASK_ROLE).policyDocument(ANYBODY))),
        role(
            "a tag of the task role gets a foreign value",
            "tags[team]",
            iam -> iam.tagRole(r -> r.roleName(TASK_ROLE).tags(t -> t.key("team").value("x")))));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void one_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "acme");
  }

  private static CapacityProviderStrategyItem share(String provider, int base, int weight) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(provider)
        .base(base)
        .weight(weight)
        .build();
  }

  private static Mutation role(String name, String field, Consumer<IamClient> act) {
    return new Mutation(name, "TaskRole", field, hand -> act.accept(hand.aws().iam()));
  }

  private static Mutation service(
      String name, String field, Consumer<UpdateServiceRequest.Builder> change) {
    return new Mutation(
        name,
        "Service",
        field,
        hand ->
            hand.aws()
                .ecs()
                .updateService(
                    request -> {
                      request.cluster(Handmade.CLUSTER).service("acme");
                      change.accept(request);
                    }));
  }
}
