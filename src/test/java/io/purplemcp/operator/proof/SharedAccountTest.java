package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** X08: two targets may lead to one account by different roles; what is shared is shared there. */
class SharedAccountTest {
  private static final String DELETE = "  policy: {deletion: Delete}\n";
  private static final String DIRECT = Yaml.minimal("direct");
  private static final String BY_ROLE =
      Yaml.minimal("by-role")
          .replace(
              "{region: us-east-1}",
              "{region: us-east-1, roleArn: \"arn:aws:iam::111122223333:role/operator\"}");

  @Test
  void X08_what_another_target_still_uses_is_not_taken_for_unneeded() {
    try (World world = World.empty().desire(DIRECT + DELETE + "---\n" + BY_ROLE + DELETE)) {
      world.converge().forget();
      String moved = DIRECT + "  compute: {cluster: own}\n  logs: {group: /ecs/own}\n" + DELETE;
      world.desire(moved + "---\n" + BY_ROLE + DELETE).converge();
      world.run(Duration.ofMinutes(15));
      assertThat(deletions(world)).containsOnlyOnce("DeleteService");
      assertThat(deletions(world)).doesNotContain("DeleteCluster", "DeleteLogGroup");

      String both = BY_ROLE + "  compute: {cluster: own}\n  logs: {group: /ecs/own}\n" + DELETE;
      world.desire(moved + "---\n" + both).converge();
      world.run(Duration.ofMinutes(15));
      assertThat(deletions(world)).containsOnlyOnce("DeleteCluster", "DeleteLogGroup");
    }
  }

  @Test
  void X08_what_becomes_of_a_shared_thing_is_said_by_all_and_nobody_fights_over_it() {
    try (World world = World.empty().desire(DIRECT + DELETE + "---\n" + BY_ROLE)) {
      world.converge().passes(2).forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      String tag =
          world
              .person()
              .logs()
              .listTagsForResource(
                  r ->
                      r.resourceArn(
                          "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/purple-mcp"))
              .tags()
              .get("purplemcp.io/deletion");
      assertThat(tag).isEqualTo("Retain");

      world.restartOperator();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void a_shared_thing_that_is_retained_is_told_of_once() {
    try (World world = World.empty().desire(DIRECT).converge().forget()) {
      world.desire(DIRECT + "  logs: {group: /ecs/own}\n").converge().passes(4);
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .singleElement()
          .matches(event -> event.message().contains("LogGroup//ecs/purple-mcp"));
    }
  }

  private static List<String> deletions(World world) {
    return world.writes().stream()
        .filter(call -> call.error().isEmpty())
        .map(CallRecord::operation)
        .filter(operation -> operation.startsWith("Delete"))
        .toList();
  }
}
