package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What tasks run on, and with which rights. */
class ComputeTest {
  private static final String FIXED = Yaml.withLoadBalancer("acme");
  private static final String SPOT = Yaml.spot("acme");

  /** The same on plain Fargate. */
  private static final String WATCHED = SPOT.replaceAll("(?m)^ *capacityProviders: .*\n", "");

  /** Longer than it takes to give a rollout up, to go back, and to try again if one did. */
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  @Test
  void SV13_from_fargate_to_a_mix_with_spot_and_back_is_a_rollout_of_the_same_service() {
    try (World world = World.converged(FIXED).forget()) {
      String arn = service(world).serviceArn();
      world.desire(SPOT).converge();
      assertThat(operations(world))
          .contains("PutClusterCapacityProviders", "UpdateService")
          .doesNotContain("CreateService", "DeleteService");
      assertThat(providers(world)).isEqualTo(Map.of("FARGATE", 1L, "FARGATE_SPOT", 1L));

      world.desire(FIXED).converge();
      assertThat(service(world).serviceArn()).isEqualTo(arn);
      assertThat(service(world).launchTypeAsString()).isEqualTo("FARGATE");
      assertThat(service(world).capacityProviderStrategy()).isEmpty();
      assertThat(tasks(world)).allMatch(task -> task.capacityProviderName() == null);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void SV13_a_default_strategy_that_the_cluster_gets_does_not_concern_a_service_without_one() {
    try (World world = World.converged(FIXED)) {
      world
          .person()
          .ecs()
          .putClusterCapacityProviders(
              r ->
                  r.cluster(Handmade.CLUSTER)
                      .capacityProviders("FARGATE", "FARGATE_SPOT")
                      .defaultCapacityProviderStrategy(
                          s -> s.capacityProvider("FARGATE_SPOT").weight(1)));
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void what_others_have_associated_with_a_shared_cluster_stays() {
    try (World world = World.empty().instances("others").desire(FIXED).converge()) {
      world
          .person()
          .ecs()
          .putClusterCapacityProviders(
              r ->
                  r.cluster(Handmade.CLUSTER)
                      .capacityProviders("others")
                      .defaultCapacityProviderStrategy(
                          s -> s.capacityProvider("others").weight(1)));
      world.desire(SPOT).converge();
      assertThat(cluster(world).capacityProviders())
          .containsExactlyInAnyOrder("others", "FARGATE", "FARGATE_SPOT");
      assertThat(cluster(world).defaultCapacityProviderStrategy())
          .singleElement()
          .matches(item -> item.capacityProvider().equals("others"));
    }
  }

  @Test
  void a_capacity_provider_that_does_not_exist_is_asked_for_and_no_service_is_made() {
    try (World world = World.empty().desire(onInstances("arm")).passes(5)) {
      assertThat(world.status("acme").is(Condition.DEGRADED)).isTrue();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("reason")).isEqualTo("ReferenceNotFound");
                assertThat(event.message()).contains("compute.capacityProviders names arm");
              });
      assertThat(operations(world)).doesNotContain("CreateService");

      world.instances("arm").converge();
      assertThat(providers(world)).isEqualTo(Map.of("arm", 1L));
      assertThat(definition(world).requiresCompatibilities())
          .containsExactlyInAnyOrder(Compatibility.EC2, Compatibility.MANAGED_INSTANCES);
      assertThat(definition(world).cpu()).isEqualTo("384");
      assertThat(service(world).platformVersion()).isNull();
    }
  }

  @Test
  void a_cluster_that_is_managed_elsewhere_is_asked_to_have_the_capacity_providers() {
    String elsewhere =
        Yaml.minimal("acme")
            + """
              compute:
                clusterArn: arn:aws:ecs:us-east-1:111122223333:cluster/shared
                capacityProviders: [{name: FARGATE_SPOT}]
            """;
    try (World world = World.empty()) {
      world.person().ecs().createCluster(r -> r.clusterName("shared"));
      world.desire(elsewhere).passes(4);
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .matches(event -> event.message().contains("has no capacity provider FARGATE_SPOT"));
      world
          .person()
          .ecs()
          .putClusterCapacityProviders(
              r ->
                  r.cluster("shared")
                      .capacityProviders("FARGATE_SPOT")
                      .defaultCapacityProviderStrategy(List.of()));
      world.converge();
    }
  }

  @Test
  void IA10_the_role_of_the_server_may_do_nothing_unless_ecs_exec_is_declared() {
    String withRole = FIXED + "  iam: {taskRoleName: purple-mcp-task}\n";
    try (World world = World.converged(withRole)) {
      assertThat(policies(world)).isEmpty();
      assertThat(definition(world).taskRoleArn()).endsWith(":role/purple-mcp-task");

      world.desire(withRole + "  compute: {enableExecuteCommand: true}\n").converge();
      assertThat(policies(world)).containsExactly("purple-mcp-exec");
      assertThat(service(world).enableExecuteCommand()).isTrue();
      assertThat(tasks(world)).allMatch(Task::enableExecuteCommand);

      world.forget().desire(withRole).converge();
      assertThat(policies(world)).isEmpty();
      assertThat(service(world).enableExecuteCommand()).isFalse();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void a_teardown_takes_the_servers_role_along() {
    try (World world = World.converged(SPOT + "  policy: {deletion: Delete}\n").forget()) {
      world.desire(List.of());
      int before = -1;
      while (world.writes().size() > before) {
        before = world.writes().size();
        world.run(Duration.ofMinutes(5));
      }
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .as("one of one deployment at once")
          .isEmpty();
      assertThat(operations(world))
          .containsSubsequence("DeleteService", "DeleteRole", "DeleteRole");
    }
  }

  @Test
  void X32_an_alarm_that_goes_off_during_a_rollout_takes_it_back_and_it_is_held() {
    try (World world = World.converged(SPOT)) {
      String good = service(world).taskDefinition();
      world.desire(withDisk(30)).until(() -> !service(world).taskDefinition().equals(good));
      world.sandbox().alarms(Map.of("failing", "ALARM"));
      world.run(ROLLBACK);

      Condition degraded = degraded(world);
      assertThat(degraded.reason()).isEqualTo("RolledBack");
      assertThat(degraded.message()).contains("alarm detected", "not tried again");
      assertThat(service(world).taskDefinition()).isEqualTo(good);
      assertThat(service(world).runningCount()).isEqualTo(2);
      world.forget().run(ROLLBACK);
      assertThat(world.writes()).isEmpty();

      world.sandbox().alarms(Map.of("failing", "OK"));
      world.desire(withDisk(31)).converge();
      assertThat(service(world).taskDefinition()).isNotEqualTo(good);
    }
  }

  @Test
  void X32_a_rollout_that_begins_amid_an_alarm_is_not_watched() {
    try (World world = World.converged(SPOT)) {
      world.sandbox().alarms(Map.of("failing", "ALARM", "another", "ALARM"));
      String before = service(world).taskDefinition();
      world.desire(withDisk(30)).converge();
      assertThat(service(world).taskDefinition()).isNotEqualTo(before);
    }
  }

  @Test
  void X32_a_mix_that_an_alarm_takes_back_is_not_tried_for_ever() {
    try (World world = World.empty().attentive().desire(WATCHED).converge()) {
      world.desire(SPOT).until(() -> !service(world).capacityProviderStrategy().isEmpty());
      world.sandbox().alarms(Map.of("slow", "ALARM"));
      world.run(ROLLBACK);
      world.sandbox().alarms(Map.of("slow", "OK"));
      assertThat(service(world).capacityProviderStrategy()).isEmpty();
      assertThat(degraded(world).reason()).isEqualTo("RolledBack");
      assertThat(degraded(world).message()).contains("alarm detected. It is not tried again");
      world.forget().run(ROLLBACK);
      assertThat(world.writes()).isEmpty();

      world.desire(SPOT.replace("weight: 3", "weight: 2")).converge();
      assertThat(service(world).capacityProviderStrategy()).hasSize(2);
    }
  }

  @Test
  void X32_subnets_in_which_tasks_do_not_start_are_not_tried_for_ever() {
    String warned =
        FIXED.replace("assignPublicIp: false", "assignPublicIp: false\n    preflight: Warn");
    String nowhere =
        warned.replace(
            "    subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]\n    assignPublicIp",
            "    subnets: [subnet-0a1b2c3d4e5f60011, subnet-0a1b2c3d4e5f60012]\n"
                + "    assignPublicIp");
    try (World world = World.converged(warned)) {
      List<String> good = subnets(world);
      world.desire(nowhere).until(() -> !subnets(world).equals(good));
      world.run(ROLLBACK);
      assertThat(degraded(world).reason()).isEqualTo("RolledBack");
      assertThat(subnets(world)).containsExactlyInAnyOrderElementsOf(good);
      world.forget().run(ROLLBACK);
      assertThat(world.writes()).isEmpty();

      world.desire(warned).converge();
    }
  }

  @Test
  @Tag("crash")
  void X13_switching_to_the_mix_survives_a_crash_at_any_call() {
    try (World world = World.empty().settings(World.UNHURRIED).desire(FIXED).converge()) {
      Deaths deaths = Deaths.of(world);
      Inventory undisturbed = Inventory.of(world.desire(SPOT).converge());
      assertThat(deaths.count()).isGreaterThan(5);
      deaths.each(
          next -> {
            assertThat(Inventory.of(next.converge())).isEqualTo(undisturbed);
            assertThat(cluster(next).capacityProviders()).contains("FARGATE", "FARGATE_SPOT");
            next.passes(1).forget().passes(2);
            assertThat(next.writes()).isEmpty();
          });
    }
  }

  private static String withDisk(int gibibytes) {
    return SPOT.replace("ephemeralStorageGiB: 50", "ephemeralStorageGiB: " + gibibytes);
  }

  private static Condition degraded(World world) {
    DeploymentStatus status = world.status("acme");
    assertThat(status.is(Condition.DEGRADED)).as("%s", status).isTrue();
    return status.condition(Condition.DEGRADED).orElseThrow();
  }

  private static String onInstances(String provider) {
    return Yaml.minimal("acme")
            .replace("subnet-0a1b2c3d4e5f60011", "subnet-0a1b2c3d4e5f60021")
            .replace("subnet-0a1b2c3d4e5f60012", "subnet-0a1b2c3d4e5f60022")
        + """
            assignPublicIp: false
          compute:
            cpu: 384
            memory: 1536
            capacityProviders: [{name: %s}]
        """
            .formatted(provider);
  }

  private static Service service(World world) {
    return new Handmade(world.person(), "acme").service();
  }

  private static List<String> subnets(World world) {
    return service(world).networkConfiguration().awsvpcConfiguration().subnets();
  }

  private static Cluster cluster(World world) {
    return world
        .person()
        .ecs()
        .describeClusters(r -> r.clusters(Handmade.CLUSTER))
        .clusters()
        .get(0);
  }

  private static TaskDefinition definition(World world) {
    return world
        .person()
        .ecs()
        .describeTaskDefinition(r -> r.taskDefinition(service(world).taskDefinition()))
        .taskDefinition();
  }

  private static List<Task> tasks(World world) {
    var ecs = world.person().ecs();
    List<String> arns =
        ecs.listTasks(r -> r.cluster(Handmade.CLUSTER).serviceName("acme")).taskArns();
    return ecs.describeTasks(r -> r.cluster(Handmade.CLUSTER).tasks(arns)).tasks();
  }

  private static Map<String, Long> providers(World world) {
    return tasks(world).stream()
        .collect(Collectors.groupingBy(Task::capacityProviderName, Collectors.counting()));
  }

  private static List<String> policies(World world) {
    return world.person().iam().listRolePolicies(r -> r.roleName("purple-mcp-task")).policyNames();
  }

  private static List<String> operations(World world) {
    return world.writes().stream().map(CallRecord::operation).toList();
  }
}
