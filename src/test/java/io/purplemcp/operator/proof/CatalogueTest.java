package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** What hurt the users of other tools and concerns the loop as a whole. */
class CatalogueTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");

  /** Keeps the requests that change something that exists. */
  private static final class Updates implements ExecutionInterceptor {
    private final List<SdkRequest> requests = new CopyOnWriteArrayList<>();

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request().getClass().getSimpleName().matches("(Update|Modify|Put|Set).*")) {
        requests.add(context.request());
      }
    }
  }

  @Test
  void X02_no_update_is_sent_empty() {
    var updates = new Updates();
    try (World world = World.empty().intercept(updates).desire(ACME).converge()) {
      var hand = new Handmade(world.person(), "acme");
      hand.loadBalancerAttribute("idle_timeout.timeout_seconds", "60");
      hand.targetGroupAttribute("stickiness.enabled", "true");
      world.person().logs().deleteRetentionPolicy(r -> r.logGroupName(Handmade.LOG_GROUP));
      world
          .person()
          .ecs()
          .updateService(
              r -> r.cluster(Handmade.CLUSTER).service("acme").enableExecuteCommand(true));
      updates.requests.clear();
      world.pass().settle();
      assertThat(updates.requests).hasSizeGreaterThanOrEqualTo(4);
      for (SdkRequest request : updates.requests) {
        long identifying = request.getClass().getSimpleName().startsWith("UpdateService") ? 2 : 1;
        assertThat(request.sdkFields().stream().filter(f -> set(f.getValueOrDefault(request))))
            .as("what %s carries", request)
            .hasSizeGreaterThan((int) identifying);
      }
    }
  }

  private static boolean set(Object value) {
    return value != null && !(value instanceof List<?> list && list.isEmpty());
  }

  @Test
  void X10_a_teardown_whose_reads_fail_is_not_over() {
    String kept = Yaml.minimal("kept").replace("purple-mcp/quickstart", "purple-mcp/kept");
    String delete = "  policy: {deletion: Delete}\n";
    try (World world =
        World.empty().secret("purple-mcp/kept").desire(ACME + delete + "---\n" + kept)) {
      world.converge().forget().deny("ecs", "DescribeServices").desire(kept);
      world.run(Duration.ofMinutes(30));
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED)).isEmpty();

      world.calm().run(Duration.ofMinutes(45));
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED)).hasSize(1);
      assertThat(world.person().elasticLoadBalancing().describeLoadBalancers().loadBalancers())
          .isEmpty();
    }
  }

  @Test
  void X15_everything_that_can_be_tagged_says_whose_it_is_and_what_for() {
    try (World world = World.converged(ACME)) {
      Map<String, Map<String, String>> tags = tagged(world);
      for (String part :
          List.of(
              ":loadbalancer/app/acme",
              ":listener/app/acme",
              ":targetgroup/acme",
              ":service/purple-mcp-cluster/acme",
              ":task-definition/acme",
              ":security-group/")) {
        assertThat(tags.entrySet())
            .filteredOn(entry -> entry.getKey().contains(part))
            .as(part)
            .isNotEmpty()
            .allSatisfy(
                entry ->
                    assertThat(entry.getValue())
                        .containsEntry("purplemcp.io/deployment", "acme")
                        .containsKeys("purplemcp.io/role", "purplemcp.io/deletion"));
      }
      for (String shared : List.of(":cluster/purple-mcp-cluster", ":log-group:/ecs/purple-mcp")) {
        assertThat(tags.entrySet())
            .filteredOn(entry -> entry.getKey().contains(shared))
            .as(shared)
            .isNotEmpty()
            .allSatisfy(
                entry ->
                    assertThat(entry.getValue())
                        .doesNotContainKey("purplemcp.io/deployment")
                        .containsKeys("purplemcp.io/role", "purplemcp.io/deletion"));
      }
      assertThat(world.person().iam().listRoleTags(r -> r.roleName("purple-mcp-acme")).tags())
          .anyMatch(
              tag -> tag.key().equals("purplemcp.io/deployment") && tag.value().equals("acme"));
    }
  }

  private static Map<String, Map<String, String>> tagged(World world) {
    Map<String, Map<String, String>> tags = new TreeMap<>();
    world
        .person()
        .tagging()
        .getResourcesPaginator(
            r -> r.tagFilters(f -> f.key("purplemcp.io/managed-by").values("purple-mcp-operator")))
        .resourceTagMappingList()
        .forEach(
            mapping -> {
              Map<String, String> own = new TreeMap<>();
              for (Tag tag : mapping.tags()) {
                own.put(tag.key(), tag.value());
              }
              tags.put(mapping.resourceARN(), own);
            });
    return tags;
  }

  @Test
  void X17_a_new_revision_reaches_the_service_in_the_same_pass() {
    try (World world = World.converged(ACME)) {
      world.forget().desire(ACME + "  server: {environment: {PURPLEMCP_ENV: staging}}\n").pass();
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .containsSubsequence("RegisterTaskDefinition", "UpdateService");
    }
  }

  @Test
  void X30_a_spec_hash_that_fits_never_stands_for_the_comparison() {
    try (World world = World.converged(ACME)) {
      world.restartOperator();
      new Handmade(world.person(), "acme").revokeAllIngress("tasks");
      world.forget().pass();
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .containsExactly("AuthorizeSecurityGroupIngress");
    }
  }

  @Test
  void X30_nothing_is_revoked_or_deleted_because_reads_are_late() {
    try (World world = World.empty().lag(5).shuffle().desire(ACME).converge().forget()) {
      world.desire(ACME.replace("[10.0.0.0/8]", "[10.0.0.0/8, 192.168.0.0/16]")).converge();
      world.passes(5);
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .noneMatch(operation -> operation.startsWith("Delete") || operation.startsWith("Revoke"));
    }
  }
}
