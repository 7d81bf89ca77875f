package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;

/** What hurt the users of other tools, and is no part of another specification here. */
class RegressionsTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");
  private static final String DELETABLE = ACME + "  policy: {deletion: Delete}\n";
  private static final String KEPT = Yaml.minimal("kept").replace("quickstart", "kept");
  private static final String ROLE = "purple-mcp-acme";
  private static final String TASKS_MAY_ASSUME =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

  @Test
  void TD11_too_many_attempts_at_one_family_are_waited_out_and_make_one_revision() {
    try (World world = World.empty()) {
      fault(
          world,
          Fault.refused(
              "ecs",
              "RegisterTaskDefinition",
              3,
              400,
              "ClientException",
              "Too many concurrent attempts to create a new revision of the specified family."));
      world.desire(ACME).converge();

      assertThat(world.journal().of(EventType.CHANGE_FAILED))
          .hasSize(3)
          .allMatch(event -> event.field("reason").equals("THROTTLED"));
      assertThat(world.person().ecs().listTaskDefinitions().taskDefinitionArns()).hasSize(1);
    }
  }

  @Test
  void IA03_SG05_what_is_referenced_is_never_compared_and_never_changed() {
    Path example = Path.of("deploy", "examples", "referenced-resources.yaml");
    try (World world = World.empty().prepared(example).desire(Yaml.load(example)).converge()) {
      var person = world.person();
      person
          .iam()
          .putRolePolicy(
              r ->
                  r.roleName("ecsTaskExecutionRole").policyName("more").policyDocument(EVERYTHING));
      person
          .ec2()
          .authorizeSecurityGroupIngress(
              r ->
                  r.groupId(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                      .ipPermissions(Handmade.permission(22, "0.0.0.0/0")));
      person
          .ecs()
          .tagResource(
              r ->
                  r.resourceArn("arn:aws:ecs:us-east-1:111122223333:cluster/shared")
                      .tags(t -> t.key("team").value("x")));
      world.forget().passes(5);

      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(world.status("referenced").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void IA04_an_adopted_role_ends_with_the_declared_policies_and_no_others() {
    try (World world = World.empty()) {
      var iam = world.person().iam();
      iam.createRole(r -> r.roleName(ROLE).assumeRolePolicyDocument(TASKS_MAY_ASSUME));
      iam.putRolePolicy(r -> r.roleName(ROLE).policyName("handmade").policyDocument(EVERYTHING));
      world.desire(ACME + "  policy: {adoption: Adopt}\n").converge();

      assertThat(iam.listRolePolicies(r -> r.roleName(ROLE)).policyNames())
          .containsExactly("purple-mcp-execution");
      world.forget().passes(2);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void IA08_a_declared_permissions_boundary_is_put_back_and_one_that_does_not_exist_is_named() {
    try (World world = World.empty()) {
      String boundary =
          world
              .person()
              .iam()
              .createPolicy(r -> r.policyName("boundary").policyDocument(EVERYTHING))
              .policy()
              .arn();
      world.desire(bounded(boundary)).converge().passes(1).forget();
      world.person().iam().deleteRolePermissionsBoundary(r -> r.roleName(ROLE));
      world.pass();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .singleElement()
          .matches(event -> event.field("field").equals("permissionsBoundary"));
      world.settle().converge();
      assertThat(
              world
                  .person()
                  .iam()
                  .getRole(r -> r.roleName(ROLE))
                  .role()
                  .permissionsBoundary()
                  .permissionsBoundaryArn())
          .isEqualTo(boundary);

      String missing = "arn:aws:iam::111122223333:policy/never-made";
      world.desire(bounded(missing)).run(Duration.ofMinutes(5));
      assertThat(world.status("acme").condition(Condition.SYNCED).orElseThrow().status())
          .isEqualTo(Condition.Status.False);
      assertThat(world.journal().of(EventType.CHANGE_FAILED))
          .isNotEmpty()
          .allMatch(event -> event.message().contains(missing));
    }
  }

  @Test
  void IA09_a_teardown_takes_nothing_for_the_likeness_of_its_name() {
    try (World world = World.empty().secret("purple-mcp/kept")) {
      var iam = world.person().iam();
      iam.createRole(r -> r.roleName(ROLE + "-old").assumeRolePolicyDocument(TASKS_MAY_ASSUME));
      iam.createRole(r -> r.roleName("purple-mcp-ac").assumeRolePolicyDocument(TASKS_MAY_ASSUME));
      world.person().logs().createLogGroup(r -> r.logGroupName("/ecs/purple-mcp-acme"));
      world.desire(KEPT).converge();
      Inventory before = Inventory.of(world);
      world.desire(DELETABLE + "---\n" + KEPT).converge();
      world.desire(KEPT).run(Duration.ofHours(1));

      assertThat(Inventory.of(world)).isEqualTo(before);
    }
  }

  @Test
  void SG06_a_group_that_something_still_uses_is_told_with_its_user_and_goes_when_that_is_gone() {
    try (World world =
        World.empty().secret("purple-mcp/kept").desire(DELETABLE + "---\n" + KEPT).converge()) {
      Handmade hand = new Handmade(world.person(), "acme");
      String foreign =
          hand.elb()
              .createLoadBalancer(
                  r ->
                      r.name("somebodys")
                          .scheme("internal")
                          .subnets(
                              SandboxAccountIds.PRIVATE_SUBNET_A,
                              SandboxAccountIds.PRIVATE_SUBNET_B)
                          .securityGroups(hand.group("tasks").groupId()))
              .loadBalancers()
              .get(0)
              .loadBalancerArn();
      world.desire(KEPT).run(Duration.ofMinutes(30));

      assertThat(world.status("acme").condition(Condition.READY).orElseThrow().message())
          .contains("acme-tasks", "eni-", "somebodys");
      hand.elb().deleteLoadBalancer(r -> r.loadBalancerArn(foreign));
      world.run(Duration.ofMinutes(40));
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED)).hasSize(1);
    }
  }

  @Test
  void SG08_a_rule_that_is_there_already_or_gone_already_is_as_good_as_done() {
    try (World world = World.empty()) {
      fault(
          world,
          new Fault(
              "ec2",
              "AuthorizeSecurityGroupIngress",
              2,
              400,
              "InvalidPermission.Duplicate",
              "the specified rule already exists",
              Fault.When.AFTER));
      world.desire(ACME).converge();
      assertThat(world.journal().of(EventType.CHANGE_FAILED))
          .noneMatch(event -> event.field("resource").equals("SecurityGroup"));

      new Handmade(world.person(), "acme").allow("alb", 22, "0.0.0.0/0");
      fault(
          world,
          new Fault(
              "ec2",
              "RevokeSecurityGroupIngress",
              1,
              400,
              "InvalidPermission.NotFound",
              "The specified rule does not exist in this security group.",
              Fault.When.AFTER));
      world.forget().passes(1).settle().converge();
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(new Handmade(world.person(), "acme").group("alb").ipPermissions())
          .noneMatch(rule -> rule.fromPort() == 22);
    }
  }

  @Test
  void LB04_LB08_attributes_that_nobody_declared_are_nobodys_drift() {
    try (World world = World.converged(ACME)) {
      Handmade hand = new Handmade(world.person(), "acme");
      hand.loadBalancerAttribute("routing.http2.enabled", "false");
      hand.loadBalancerAttribute("connection_logs.s3.enabled", "false");
      hand.targetGroupAttribute("slow_start.duration_seconds", "60");
      world.forget().passes(3);

      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(world.plan()).allMatch(plan -> plan.isEmpty());
    }
  }

  @Test
  void LB05_an_answer_that_leaves_attributes_out_is_neither_drift_nor_a_reason_to_write() {
    try (World world = World.converged(ACME)) {
      world.intercept(new Forgetful());
      world.forget().passes(3);

      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  private static String bounded(String boundary) {
    return ACME + "  iam: {permissionsBoundaryArn: \"" + boundary + "\"}\n";
  }

  private static void fault(World world, Fault fault) {
    world.sandbox().chaos(world.sandbox().chaos().withFault(fault));
  }

  /** An emulator that tells of an attribute only when somebody has set it: of none here. */
  private static final class Forgetful implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      SdkResponse response = context.response();
      if (response instanceof DescribeLoadBalancerAttributesResponse balancer) {
        return balancer.toBuilder().attributes(List.of()).build();
      }
      if (response instanceof DescribeTargetGroupAttributesResponse group) {
        return group.toBuilder().attributes(List.of()).build();
      }
      return response;
    }
  }
}
