package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ReferencePending;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;

/** What the rule of a deployment on a gateway should be, and the calls that make it so. */
record RuleForm(
    PurpleMcpDeployment deployment,
    AttachmentSpec attachment,
    Optional<ListenerRules.Listening> listening,
    View view) {
  private static final String HOST_HEADER = "host-header";
  private static final String CONDITIONS = "Conditions";
  private static final String ACTIONS = "Actions";
  private static final String TRANSFORMS = "Transforms";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ResourceId id() {
    return ListenerRules.id(attachment.name(), attachment.hostName());
  }

  /** What the rule has, or remembers to have had; a new one what it was given. */
  private Optional<Integer> priority(Optional<ListenerRules.Live> live) {
    return live.map(each -> each.remembered().orElseGet(each::priority))
        .or(
            () ->
                listening.flatMap(
                    all -> Optional.ofNullable(all.priorities().get(deployment.name()))));
  }

  private Map<String, String> tags(Optional<ListenerRules.Live> live) {
    Map<String, String> tags = Ownership.tags(deployment, ListenerRules.ROLE);
    priority(live).ifPresent(priority -> tags.put(Ownership.PRIORITY, priority.toString()));
    return tags;
  }

  Compared compare(Optional<ListenerRules.Live> live) {
    Rule seen = live.map(ListenerRules.Live::rule).orElse(Rule.builder().build());
    var comparison =
        new Comparison()
            .value(
                CONDITIONS,
                conditions(List.of(condition())),
                live.isEmpty() ? null : conditions(seen.conditions()))
            .compare(
                ACTIONS,
                view.reference(Reference.TARGET_GROUP_ARN)
                    .map(
                        arn ->
                            ListenerActions.canonical(
                                List.of(handover().forward(arn, seen.actions()))))
                    .orElse(Value.PENDING),
                ListenerActions.canonical(ListenerActions.withoutVerification(seen.actions())))
            .value(
                TRANSFORMS,
                null,
                seen.transforms().isEmpty()
                    ? null
                    : seen.transforms().stream()
                        .map(each -> each.typeAsString())
                        .collect(Collectors.joining(", ")));
    JwtValidation.compareRule(comparison, jwt(), seen.actions());
    if (jwt().isPresent()
        && ListenerActions.forwards(seen.actions())
        && JwtValidation.in(seen.actions()).isEmpty()) {
      comparison.exposing(ACTIONS);
    }
    var tags =
        TagComparison.of(
            comparison, tags(live), live.map(ListenerRules.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  private RuleCondition condition() {
    return RuleCondition.builder()
        .field(HOST_HEADER)
        .hostHeaderConfig(host -> host.values(attachment.hostName()))
        .build();
  }

  /** In one form, whichever of its two AWS answers. */
  private static String conditions(List<RuleCondition> conditions) {
    return conditions.stream()
        .map(each -> each.field() + " " + String.join(", ", values(each)))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static List<String> values(RuleCondition condition) {
    List<String> values = new ArrayList<>();
    switch (condition.field()) {
      case HOST_HEADER -> {
        if (condition.hostHeaderConfig() != null) {
          values.addAll(condition.hostHeaderConfig().values());
          condition.hostHeaderConfig().regexValues().forEach(each -> values.add("~" + each));
        }
      }
      case "path-pattern" -> {
        if (condition.pathPatternConfig() != null) {
          values.addAll(condition.pathPatternConfig().values());
          condition.pathPatternConfig().regexValues().forEach(each -> values.add("~" + each));
        }
      }
      case "http-header" ->
          values.add(
              condition.httpHeaderConfig().httpHeaderName()
                  + "="
                  + condition.httpHeaderConfig().values());
      case "http-request-method" -> values.addAll(condition.httpRequestMethodConfig().values());
      case "source-ip" -> values.addAll(condition.sourceIpConfig().values());
      case "query-string" -> values.add(condition.queryStringConfig().values().toString());
      default -> values.add("?");
    }
    return values.isEmpty() ? condition.values() : values.stream().sorted().toList();
  }

  /** The hosts that a rule is for, as one text. */
  static String hostNames(Rule rule) {
    return rule.conditions().stream()
        .filter(each -> HOST_HEADER.equals(each.field()))
        .flatMap(each -> values(each).stream())
        .collect(Collectors.joining(", "));
  }

  Change create(Compared compared) {
    Call call =
        Call.of(
            "elasticloadbalancing:CreateRule",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .createRule(
                        request ->
                            request
                                .listenerArn(listenerArn())
                                .priority(priority(Optional.empty()).orElseThrow())
                                .conditions(condition())
                                .actions(forward(execution, List.of()))
                                .tags(ElbTags.list(tags(Optional.empty())))));
    return Change.create(id(), compared.comparison().differences(), call);
  }

  private String listenerArn() {
    return listening
        .map(ListenerRules.Listening::listenerArn)
        .orElseThrow(() -> new ReferencePending(Reference.LISTENER_ARN));
  }

  private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> forward(
      Execution execution,
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> live) {
    if (authentication().needsWebAcl()) {
      // Nothing is forwarded, and no token is left unverified, before the web ACL is in force.
      execution.reference(Reference.WEB_ACL_ASSOCIATION);
    }
    return ListenerActions.behind(
        jwt(), handover().forward(execution.reference(Reference.TARGET_GROUP_ARN), live));
  }

  private Handover handover() {
    return new Handover(deployment, view);
  }

  /** That the rule waits for a task in the declared group, where it does. */
  Optional<Finding> handover(Optional<ListenerRules.Live> live) {
    return live.flatMap(each -> handover().from(each.rule().actions()))
        .map(older -> handover().finding(id(), older));
  }

  /** Whose tokens the gateway has declared to let through. */
  private Optional<JwtSpec> jwt() {
    return authentication().jwt();
  }

  private AuthenticationSpec authentication() {
    return Optional.ofNullable(view.observed(ListenerRules.class).gateways().get(attachment.name()))
        .map(gateway -> gateway.spec().loadBalancer().authenticationOrNone())
        .orElse(AuthenticationSpec.NONE);
  }

  Optional<Change> update(ListenerRules.Live live, Compared compared) {
    var calls = new ArrayList<Call>();
    Comparison comparison = compared.comparison();
    if (List.of(CONDITIONS, ACTIONS, TRANSFORMS).stream().anyMatch(comparison::differsAt)) {
      calls.add(
          Call.of(
              "elasticloadbalancing:ModifyRule",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .modifyRule(patch(live, comparison, execution))));
    }
    calls.addAll(ElbTags.calls(live.arn(), compared.tags()));
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Change change = Change.update(id(), comparison.differences(), calls);
    return Optional.of(
        compared.comparison().differences().stream().anyMatch(each -> each.path().equals(ACTIONS))
            ? change.disrupting(handover().disruption(live.rule().actions()))
            : change);
  }

  private ModifyRuleRequest patch(
      ListenerRules.Live live, Comparison comparison, Execution execution) {
    var patch = ModifyRuleRequest.builder().ruleArn(live.arn());
    if (comparison.differsAt(CONDITIONS)) {
      patch.conditions(condition());
    }
    if (comparison.differsAt(ACTIONS)) {
      patch.actions(forward(execution, live.rule().actions()));
    }
    if (comparison.differsAt(TRANSFORMS)) {
      patch.resetTransforms(true);
    }
    return patch.build();
  }

  static Change delete(ResourceId id, ListenerRules.Live live) {
    return Change.delete(id, deletion(live));
  }

  static Call deletion(ListenerRules.Live live) {
    return Call.of(
        "elasticloadbalancing:DeleteRule",
        execution -> {
          try {
            return execution
                .clients()
                .elasticLoadBalancing()
                .deleteRule(request -> request.ruleArn(live.arn()));
          } catch (RuleNotFoundException gone) {
            return DeleteRuleResponse.builder().build();
          }
        });
  }
}
