package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.ConvergedWorlds;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deployment that stays no longer declares goes by {@code policy.deletion}. */
class LeftoverTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");
  private static final String BALANCED_ROLE = "arn:aws:iam::111122223333:role/somebodys";

  private static final ConvergedWorlds CONVERGED =
      new ConvergedWorlds(World.UNHURRIED, LeftoverTest::prepared);

  /** Five minutes each; a teardown with its rollout needs three. */
  private static final int MOST_ROUNDS = 12;

  /**
   * @param before what is added to the spec first
   * @param after what is added instead; both without the load balancer where they say so
   * @param going the kinds that go, in their order
   */
  record Case(String name, String before, String after, List<String> going) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "the load balancer",
            ACME,
            withoutLoadBalancer(),
            List.of("DeleteLoadBalancer", "DeleteTargetGroup", "DeleteSecurityGroup")),
        new Case(
            "the load balancer's name",
            ACME,
            ACME.replace("scheme: internal", "scheme: internal\n    name: edge"),
            List.of("DeleteLoadBalancer", "DeleteTargetGroup")),
        new Case(
            "the service's name",
            ACME,
            ACME + "  compute: {service: other}\n",
            List.of("DeleteService")),
        new Case(
            "the cluster's name",
            ACME,
            ACME + "  compute: {cluster: other}\n",
            List.of("DeleteService", "DeleteCluster")),
        new Case(
            "the family's name",
            ACME,
            ACME + "  compute: {family: other}\n",
            List.of("DeregisterTaskDefinition")),
        new Case(
            "the log group's name",
            ACME,
            ACME + "  logs: {group: /ecs/other}\n",
            List.of("DeleteLogGroup")),
        new Case(
            "the role's name",
            ACME,
            ACME + "  iam: {executionRoleName: other}\n",
            List.of("DeleteRole")),
        new Case(
            "a role that is referred to",
            ACME,
            ACME + "  iam: {executionRoleArn: \"" + BALANCED_ROLE + "\"}\n",
            List.of("DeleteRole")),
        new Case(
            "security groups that are referred to",
            ACME,
            ACME.replace(
                "assignPublicIp: false",
                "assignPublicIp: false\n    securityGroups: [sg-0a1b2c3d4e5f60007]"),
            List.of("DeleteSecurityGroup")));
  }

  private static String withoutLoadBalancer() {
    return ACME.substring(0, ACME.indexOf("  loadBalancer:"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void with_delete_it_is_planned_and_taken_down_when_the_deployment_has_settled_without_it(
      Case each) {
    Map<String, List<String>> fresh = fresh(delete(each.after()));
    try (World world = CONVERGED.of(delete(each.before()))) {
      world.forget().desire(delete(each.after()));
      assertThat(world.plan().get(0).isEmpty()).as("planned").isFalse();
      untilNothingGoes(world);
      assertThat(deletions(world)).containsSubsequence(each.going());
      assertThat(inventory(world)).isEqualTo(fresh);
      assertThat(world.status("acme").is(Condition.SYNCED)).isTrue();
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.plan()).allSatisfy(plan -> assertThat(plan.isEmpty()).isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void with_retain_it_is_told_once_and_stays(Case each) {
    try (World world = CONVERGED.of(each.before())) {
      world.forget().desire(each.after());
      untilNothingGoes(world);
      world.passes(3);
      assertThat(deletions(world)).filteredOn(removals(each)::contains).isEmpty();
      assertThat(world.plan()).allSatisfy(plan -> assertThat(plan.isEmpty()).isTrue());
      assertThat(world.status("acme").is(Condition.SYNCED)).isTrue();
      assertThat(told(world)).hasSize(each.name().contains("family") ? 0 : each.going().size());
    }
  }

  /**
   * What is a removal of a leftover; old revisions and superseded groups have rules of their own.
   */
  private static List<String> removals(Case each) {
    return each.going().stream().filter(call -> !call.startsWith("Deregister")).toList();
  }

  private static List<String> told(World world) {
    return Stream.concat(
            world.journal().of(EventType.NOTICE).stream()
                .filter(event -> event.field("reason").equals("NoLongerDeclared")),
            world.journal().of(EventType.DEPLOYMENT_ORPHANED).stream())
        .map(Object::toString)
        .toList();
  }

  @Test
  void SV11_nothing_goes_while_the_old_tasks_still_run() {
    try (World world = CONVERGED.of(delete(ACME))) {
      world.forget().desire(delete(withoutLoadBalancer()));
      world.until(() -> calls(world).contains("UpdateService"));
      assertThat(deletions(world)).isEmpty();
      world.until(() -> !deletions(world).isEmpty());
      assertThat(new Handmade(world.person(), "acme").service().deployments())
          .as("the rollout is over")
          .hasSize(1);
    }
  }

  private static List<String> calls(World world) {
    return world.writes().stream().map(CallRecord::operation).toList();
  }

  @Test
  void nothing_goes_while_a_rollout_without_it_fails() {
    String broken = withoutLoadBalancer() + "  image: public.ecr.aws/acme/does-not-exist:1\n";
    try (World world = CONVERGED.of(delete(ACME))) {
      world.forget().desire(delete(broken));
      world.run(Duration.ofHours(2));
      assertThat(deletions(world)).isEmpty();
    }
  }

  @Test
  void paused_shows_it_and_takes_nothing_down() {
    try (World world = CONVERGED.of(delete(ACME))) {
      String paused = withoutLoadBalancer() + "  policy: {deletion: Delete, paused: true}\n";
      world.forget().desire(paused).passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.plan().get(0).deployments().get(0).changes())
          .anyMatch(
              planned ->
                  planned.change().action() == Action.DELETE
                      && planned.change().resource().kind().equals("LoadBalancer")
                      && planned.change().disruption().orElse("").contains("lose their endpoint"));
    }
  }

  @Test
  void X19_alert_takes_down_what_the_file_let_go_and_leaves_what_appeared_by_hand() {
    String alert = "  policy: {deletion: Delete, drift: Alert}\n";
    try (World world = CONVERGED.of(ACME + alert).passes(1)) {
      handmadeGroup(world);
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .singleElement()
          .matches(event -> event.field("resource").equals("TargetGroup"))
          .matches(event -> event.field("field").equals("presence"));

      world.forget().desire(ACME + "  iam: {executionRoleName: other}\n" + alert);
      untilNothingGoes(world);
      assertThat(deletions(world)).containsExactly("DeleteRole");
    }
  }

  @Test
  void what_bears_our_tags_by_hand_is_told_as_drift_and_removed() {
    try (World world = CONVERGED.of(delete(ACME)).passes(1)) {
      handmadeGroup(world);
      world.forget();
      untilNothingGoes(world);
      assertThat(deletions(world)).containsExactly("DeleteTargetGroup");
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
      world.run(Duration.ofMinutes(2));
      assertThat(world.journal().of(EventType.DRIFT_CORRECTED)).hasSize(1);
    }
  }

  /** A target group that somebody has made with all of our tags but the role. */
  private static void handmadeGroup(World world) {
    var elb = world.person().elasticLoadBalancing();
    elb.createTargetGroup(
        r ->
            r.name("by-hand")
                .protocol("HTTP")
                .port(8000)
                .targetType("ip")
                .vpcId("vpc-0a1b2c3d4e5f60001")
                .tags(
                    t -> t.key("purplemcp.io/managed-by").value("purple-mcp-operator"),
                    t -> t.key("purplemcp.io/deployment").value("acme"),
                    t -> t.key("purplemcp.io/deletion").value("Delete")));
  }

  @Test
  void X12_a_look_that_is_not_whole_takes_nothing_down() {
    try (World world = CONVERGED.of(delete(ACME))) {
      world.forget().deny("elasticloadbalancing", "DescribeTargetGroups");
      world.desire(delete(withoutLoadBalancer())).run(Duration.ofHours(1));
      assertThat(deletions(world)).isEmpty();
    }
  }

  @Test
  void X06_too_many_at_once_are_held_back() {
    String before = deletable("one", true) + "---\n" + deletable("two", true);
    String after = deletable("one", false) + "---\n" + deletable("two", false);
    try (World world = CONVERGED.of(before)) {
      world.forget().desire(after);
      assertThat(world.plan().get(0).deployments().get(0).findings())
          .anyMatch(finding -> finding.message().contains("purple.deletion.max-percent"));
      untilNothingGoes(world);
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.NOTICE))
          .filteredOn(event -> event.field("reason").equals("DeletionHeld"))
          .hasSize(2);
    }
  }

  private static String deletable(String name, boolean balanced) {
    String yaml = Yaml.withLoadBalancer(name);
    return delete(balanced ? yaml : yaml.substring(0, yaml.indexOf("  loadBalancer:")));
  }

  @Test
  void X08_a_role_that_another_deployment_refers_to_stays() {
    String role = "arn:aws:iam::111122223333:role/purple-mcp-acme";
    String other =
        Yaml.minimal("other").replace("region: us-east-1", "region: eu-west-1")
            + "  policy: {paused: true}\n  iam: {executionRoleArn: \""
            + role
            + "\"}\n";
    try (World world = CONVERGED.of(delete(ACME))) {
      world
          .forget()
          .desire(delete(ACME + "  iam: {executionRoleName: another}\n") + "---\n" + other);
      untilNothingGoes(world);
      assertThat(deletions(world)).isEmpty();
    }
  }

  @Test
  void a_foreign_deployment_tag_on_a_live_load_balancer_does_not_make_it_a_leftover() {
    String two = delete(ACME) + "---\n" + delete(Yaml.withLoadBalancer("other"));
    try (World world = CONVERGED.of(two)) {
      var elb = world.person().elasticLoadBalancing();
      String arn =
          elb.describeLoadBalancers(r -> r.names("other")).loadBalancers().get(0).loadBalancerArn();
      elb.addTags(
          r -> r.resourceArns(arn).tags(t -> t.key("purplemcp.io/deployment").value("acme")));
      world.forget().run(Duration.ofMinutes(10));
      assertThat(deletions(world)).isEmpty();
    }
  }

  @Test
  @Tag("crash")
  void X13_taking_down_a_load_balancer_survives_a_crash_at_every_call() {
    try (World world = CONVERGED.of(delete(ACME))) {
      Deaths deaths = Deaths.of(world);
      untilNothingGoes(world.desire(delete(withoutLoadBalancer())));
      Inventory undisturbed = Inventory.of(world);
      assertThat(deaths.count()).isGreaterThan(8);
      deaths.each(
          next -> {
            untilNothingGoes(next);
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
          });
    }
  }

  @Test
  void a_deployment_that_is_declared_for_another_region_leaves_what_it_had_and_says_so() {
    String moved = delete(ACME.replace("region: us-east-1", "region: eu-west-1"));
    String stays = Yaml.minimal("stays");
    try (World world = CONVERGED.of(delete(ACME) + "---\n" + stays)) {
      world
          .forget()
          .desire(
              moved.replace("us-east-1:111122223333:cert", "eu-west-1:111122223333:cert")
                  + "---\n"
                  + stays);
      world.run(Duration.ofMinutes(10));
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .singleElement()
          .matches(event -> event.message().contains("another target"));
    }
  }

  private static World prepared(World world) {
    world.person().iam().createRole(r -> r.roleName("somebodys").assumeRolePolicyDocument(TRUST));
    world
        .person()
        .iam()
        .putRolePolicy(r -> r.roleName("somebodys").policyName("all").policyDocument(ALL));
    world
        .person()
        .ec2()
        .authorizeSecurityGroupIngress(
            r ->
                r.groupId(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                    .ipPermissions(Handmade.permission(8000, SandboxAccountIds.VPC_CIDR)));
    return world.wait(Duration.ofMinutes(1));
  }

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private static Map<String, List<String>> fresh(String yaml) {
    try (World world = CONVERGED.of(yaml)) {
      return inventory(world);
    }
  }

  /** What exists; of a family's revisions, which have a limit of their own, one. */
  private static Map<String, List<String>> inventory(World world) {
    Map<String, List<String>> names = new TreeMap<>(Inventory.of(world).names());
    names.computeIfPresent("task definition", (kind, all) -> all.stream().distinct().toList());
    return names;
  }

  private static String delete(String yaml) {
    return yaml + "  policy: {deletion: Delete}\n";
  }

  /** Until a time has passed in which the operator wrote nothing. */
  private static void untilNothingGoes(World world) {
    int before = -1;
    for (int round = 0; world.writes().size() > before; round++) {
      assertThat(round).as("it goes on and on:%n%s", world.journal()).isLessThan(MOST_ROUNDS);
      before = world.writes().size();
      world.run(Duration.ofMinutes(5));
    }
  }

  private static List<String> deletions(World world) {
    return world.writes().stream()
        .map(CallRecord::operation)
        .filter(o -> o.startsWith("Delete") || o.startsWith("Deregister"))
        .filter(o -> !o.equals("DeleteRolePolicy"))
        .toList();
  }
}
