package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/**
 * What a gateway has to say of the rules on its listener: those that nobody of ours has made are
 * removed, and those whose priorities were changed get theirs back, all with one call, as two that
 * have changed places could not be moved one by one.
 */
record RuleOrder(PurpleMcpGateway gateway, ListenerRules.Listening listening) {

  Assessment assess() {
    var assessment = Assessment.builder();
    listening.rules().stream()
        .filter(live -> Ownership.of(live.tags()).isEmpty())
        .forEach(live -> assessment.change(removal(live)));
    priorities(assessment);
    return assessment.build();
  }

  private Change removal(ListenerRules.Live live) {
    ResourceId id = ListenerRules.id(gateway.name(), live.rule().priority());
    var difference =
        new Difference(
            "Priority",
            Value.ABSENT,
            Value.of(
                "%s: %s to %s"
                    .formatted(
                        live.rule().priority(),
                        RuleForm.hostNames(live.rule()),
                        ListenerActions.canonical(live.rule().actions()))));
    // It goes round the deployments' own rules, and whatever those verify.
    boolean exposing = ListenerActions.forwards(live.rule().actions());
    return new Change(
        id,
        Action.DELETE,
        List.of(exposing ? difference.exposes() : difference),
        Optional.empty(),
        List.of(RuleForm.deletion(live)));
  }

  private void priorities(Assessment.Builder assessment) {
    ResourceId id = ListenerRules.id(gateway.name(), "priorities");
    var comparison = new Comparison();
    List<RulePriorityPair> pairs = new ArrayList<>();
    Set<Integer> remembered = new HashSet<>();
    for (ListenerRules.Live live : listening.rules()) {
      Optional<Integer> wanted =
          live.remembered().filter(any -> live.owner().isPresent()).filter(remembered::add);
      if (wanted.isPresent()) {
        comparison.value(
            "Priority[" + live.owner().orElseThrow() + "]", wanted.get(), live.priority());
        if (wanted.get() != live.priority()) {
          pairs.add(RulePriorityPair.builder().ruleArn(live.arn()).priority(wanted.get()).build());
        }
      }
    }
    assessment.compared(id, comparison);
    if (!pairs.isEmpty()) {
      assessment.change(
          Change.update(
              id,
              comparison.differences(),
              List.of(
                  Call.of(
                      "elasticloadbalancing:SetRulePriorities",
                      execution ->
                          execution
                              .clients()
                              .elasticLoadBalancing()
                              .setRulePriorities(request -> request.rulePriorities(pairs))))));
    }
  }
}
