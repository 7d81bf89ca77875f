package io.purplemcp.operator.sandbox.elb;

import static io.purplemcp.operator.sandbox.elb.ElbBed.forward;
import static io.purplemcp.operator.sandbox.elb.ElbBed.notFound;
import static io.purplemcp.operator.sandbox.elb.ElbBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

class RulesTest {
  private final ElbBed bed = new ElbBed();
  private String group;
  private String listener;

  @BeforeEach
  void begin() {
    group = bed.group("acme");
    listener = bed.listener(bed.balancer("acme"), notFound());
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void everyListenerHasADefaultRuleWithItsActions() {
    List<Rule> rules = rules();

    assertThat(rules).hasSize(1);
    assertThat(rules.get(0).priority()).isEqualTo("default");
    assertThat(rules.get(0).isDefault()).isTrue();
    assertThat(rules.get(0).actions())
        .extracting(Action::type)
        .containsExactly(ActionTypeEnum.FIXED_RESPONSE);
    refused(
        "OperationNotPermitted", () -> bed.elb.deleteRule(r -> r.ruleArn(rules.get(0).ruleArn())));
  }

  @Test
  void conditionsOnThePathComeBackInTheOldFormAndTheNew() {
    create(10, "/mcp*");

    RuleCondition condition = rules().get(0).conditions().get(0);
    assertThat(condition.values()).containsExactly("/mcp*");
    assertThat(condition.pathPatternConfig().values()).containsExactly("/mcp*");
  }

  @Test
  void LB03_aPriorityIsTakenOnceAndTwoAreSwappedInOneCall() {
    String first = create(10, "/one");
    String second = create(20, "/two");
    refused("PriorityInUse", () -> create(10, "/three"));
    refused(
        "PriorityInUse",
        () -> bed.elb.setRulePriorities(r -> r.rulePriorities(p -> p.ruleArn(first).priority(20))));

    bed.elb.setRulePriorities(
        r ->
            r.rulePriorities(
                p -> p.ruleArn(first).priority(20), p -> p.ruleArn(second).priority(10)));

    assertThat(rules().subList(0, 2)).extracting(Rule::ruleArn).containsExactly(second, first);
  }

  @Test
  void aModificationReplacesActionsWholeAndLeavesTheConditions() {
    String rule = create(10, "/mcp*");

    bed.elb.modifyRule(r -> r.ruleArn(rule).actions(notFound()));

    assertThat(rules().get(0).actions())
        .extracting(Action::type)
        .containsExactly(ActionTypeEnum.FIXED_RESPONSE);
    assertThat(rules().get(0).conditions()).hasSize(1);
  }

  @Test
  void LB06_aGroupIsInUseByARuleUntilTheRuleIsGone() {
    String rule = create(10, "/mcp*");
    refused("ResourceInUse", () -> bed.elb.deleteTargetGroup(r -> r.targetGroupArn(group)));

    bed.elb.deleteRule(r -> r.ruleArn(rule));
    bed.elb.deleteTargetGroup(r -> r.targetGroupArn(group));

    refused("RuleNotFound", () -> bed.elb.describeRules(r -> r.ruleArns(rule)));
  }

  @Test
  void unknownConditionsAndTooManyValuesAreRefused() {
    refused(
        "ValidationError",
        () ->
            bed.elb.createRule(
                r ->
                    r.listenerArn(listener)
                        .priority(1)
                        .conditions(c -> c.field("cookie").values("x"))
                        .actions(notFound())));
    refused("TooManyValues", () -> create(1, "/1", "/2", "/3", "/4", "/5", "/6"));
    refused("ValidationError", () -> create(50_001, "/1"));
  }

  private String create(int priority, String... paths) {
    return bed.elb
        .createRule(
            r ->
                r.listenerArn(listener)
                    .priority(priority)
                    .conditions(c -> c.field("path-pattern").values(paths))
                    .actions(forward(group)))
        .rules()
        .get(0)
        .ruleArn();
  }

  private List<Rule> rules() {
    return bed.elb.describeRules(r -> r.listenerArn(listener)).rules();
  }
}
