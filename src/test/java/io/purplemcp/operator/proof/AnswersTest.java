package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.wafv2.model.Rule;

/** What AWS adds to its answers, or says in two ways, is neither drift nor a reason to write. */
class AnswersTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");

  /** A later AWS, whose answers have members that nobody knows yet. */
  private static final class LaterAws implements ExecutionInterceptor {
    private int changed;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context.responseBody().map(this::later);
    }

    private InputStream later(InputStream body) {
      try (body) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        String later =
            text.replace(
                "\"containerDefinitions\":[{", "\"containerDefinitions\":[{\"novelty\":{\"a\":1},");
        changed += later.equals(text) ? 0 : 1;
        return new ByteArrayInputStream(later.getBytes(StandardCharsets.UTF_8));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  @Test
  void TD06_secrets_come_back_as_they_were_sent_and_members_that_nobody_knows_mean_nothing() {
    LaterAws later = new LaterAws();
    try (World world = World.empty().intercept(later).desire(ACME).converge()) {
      String revision = new Handmade(world.person(), "acme").service().taskDefinition();
      assertThat(
              world
                  .person()
                  .ecs()
                  .describeTaskDefinition(r -> r.taskDefinition(revision))
                  .taskDefinition()
                  .containerDefinitions()
                  .get(0)
                  .secrets())
          .extracting(Secret::name)
          .containsExactlyInAnyOrder("PURPLEMCP_CONSOLE_TOKEN", "PURPLEMCP_CONSOLE_BASE_URL");
      world.restartOperator();
      assertQuiet(world);
      assertThat(later.changed).as("answers with a novelty in them").isPositive();
    }
  }

  @Test
  void LG02_the_two_forms_of_a_log_groups_arn_are_told_apart() {
    try (World world = World.converged(ACME)) {
      var group =
          world
              .person()
              .logs()
              .describeLogGroups(r -> r.logGroupNamePrefix(Handmade.LOG_GROUP))
              .logGroups()
              .get(0);
      assertThat(group.arn()).isEqualTo(group.logGroupArn() + ":*");
      String policy =
          URLDecoder.decode(
              world
                  .person()
                  .iam()
                  .getRolePolicy(
                      r -> r.roleName("purple-mcp-acme").policyName("purple-mcp-execution"))
                  .policyDocument(),
              StandardCharsets.UTF_8);
      assertThat(policy).contains("\"" + group.arn() + "\"");
      assertThat(world.person().logs().listTagsForResource(r -> r.resourceArn(group.logGroupArn())))
          .matches(answer -> answer.tags().containsKey("purplemcp.io/managed-by"));
      assertQuiet(world);
    }
  }

  @Test
  void SV17_the_role_that_aws_scales_with_is_aws_own_business() {
    try (World world = World.converged(Yaml.autoscaled("acme"))) {
      assertThat(
              world
                  .person()
                  .autoScaling()
                  .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ECS))
                  .scalableTargets())
          .singleElement()
          .matches(target -> target.roleARN().contains("aws-service-role"));
      assertQuiet(world);
    }
  }

  @Test
  void WF02_a_web_acl_that_somebody_else_writes_too_is_read_again_and_written() {
    try (World world = guarded().passes(1).forget()) {
      Handmade hand = new Handmade(world.person(), "acme");
      Authentication.update(hand, acl -> acl.description("by hand"));
      world
          .sandbox()
          .chaos(
              world
                  .sandbox()
                  .chaos()
                  .withFault(
                      Fault.refused(
                          "wafv2",
                          "UpdateWebACL",
                          2,
                          400,
                          "WAFOptimisticLockException",
                          "AWS WAF couldn’t save your changes because someone changed the resource"
                              + " after you started to edit it. Reapply your changes.")));
      world.passes(2).converge();
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .containsExactly("UpdateWebACL", "UpdateWebACL", "UpdateWebACL");
      assertThat(Authentication.live(hand).webACL().description()).isNotEqualTo("by hand");
    }
  }

  @Test
  void WF03_WF04_a_rule_that_was_put_before_ours_goes_and_ours_stay_what_they_were() {
    try (World world = guarded().passes(1).forget()) {
      Handmade hand = new Handmade(world.person(), "acme");
      var before = Authentication.live(hand).webACL().rules();
      Authentication.update(
          hand,
          acl -> {
            var rules = new ArrayList<Rule>();
            int priority = 0;
            rules.add(before.get(0).toBuilder().name("by-hand").priority(priority++).build());
            for (Rule rule : before) {
              rules.add(rule.toBuilder().priority(priority++).build());
            }
            acl.rules(rules);
          });
      world.passes(2).converge();
      assertThat(Authentication.live(hand).webACL().rules()).isEqualTo(before);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .extracting(event -> event.field("field"))
          .anyMatch(field -> field.contains("by-hand"));
    }
  }

  private static World guarded() {
    return World.empty()
        .clientsToken("purple-mcp/clients", Authentication.TOKEN)
        .desire(Authentication.WITH_BEARER)
        .converge();
  }

  private static void assertQuiet(World world) {
    world.forget().passes(3);
    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }
}
