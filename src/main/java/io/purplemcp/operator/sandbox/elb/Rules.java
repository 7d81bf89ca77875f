package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** The rules of listeners, by priority, the default one last. */
final class Rules {
  private static final int LOWEST_PRIORITY = 50_000;

  /** Quota: rules of a load balancer, the default ones not counted. */
  private static final int MOST_RULES = 100;

  private final Context context;
  private final Table<RuleRow> table;
  private final ElbTags tags;

  Rules(Context context) {
    this.context = context;
    this.table = context.table(ElbTables.RULES);
    this.tags = new ElbTags(context);
  }

  static void mustExist(Context context, String arn) {
    if (!context.table(ElbTables.RULES).contains(arn) && defaultOf(context, arn).isEmpty()) {
      throw ElbErrors.ruleNotFound(arn);
    }
  }

  /** Forgets the rules of a listener that goes. */
  static void forgetOf(Context context, ListenerRow listener) {
    Rules rules = new Rules(context);
    rules.of(listener.arn()).forEach(row -> rules.forget(row.arn()));
    rules.tags.forget(listener.defaultRuleArn());
  }

  Rule create(CreateRuleRequest request) {
    ListenerRow listener = Listeners.find(context, request.listenerArn());
    Map<String, String> given = ElbTags.checked(request.tags());
    int priority = ElbErrors.required(request.priority(), "priority");
    ElbErrors.within(1, LOWEST_PRIORITY, priority, "Rule priority");
    mustBeFree(listener.arn(), priority, Set.of());
    mustHaveRoom(listener.model().loadBalancerArn());
    String arn =
        ElbNames.arn(
            context, "listener-rule/" + ElbNames.path(listener.arn()) + "/" + ElbNames.id(context));
    Rule rule =
        Rule.builder()
            .ruleArn(arn)
            .priority(Integer.toString(priority))
            .conditions(RuleConditions.complete(request.conditions()))
            .actions(actions(listener).checked(request.actions(), List.of()))
            .transforms(request.transforms())
            .isDefault(false)
            .build();
    table.put(arn, RuleRow.of(rule, listener.arn(), context.now()));
    tags.tagNew(arn, given);
    return shown(rule);
  }

  List<Rule> describe(DescribeRulesRequest request) {
    if (!request.ruleArns().isEmpty()) {
      return request.ruleArns().stream().map(this::byArn).toList();
    }
    if (request.listenerArn() == null) {
      throw ElbErrors.validation("You must specify either rule ARNs or a listener ARN");
    }
    ListenerRow listener = Listeners.find(context, request.listenerArn());
    List<Rule> rules = new ArrayList<>();
    of(listener.arn()).forEach(row -> rules.add(shown(row.model())));
    rules.add(shown(defaultOf(listener)));
    return rules;
  }

  Rule modify(ModifyRuleRequest request) {
    RuleRow row = changeable(request.ruleArn(), "modified");
    Rule before = row.model();
    Rule.Builder rule = before.toBuilder();
    if (!request.conditions().isEmpty()) {
      rule.conditions(RuleConditions.complete(request.conditions()));
    }
    if (!request.actions().isEmpty()) {
      ListenerRow listener = Listeners.find(context, row.listenerArn());
      rule.actions(actions(listener).checked(request.actions(), before.actions()));
    }
    if (!request.transforms().isEmpty()) {
      rule.transforms(request.transforms());
    } else if (Boolean.TRUE.equals(request.resetTransforms())) {
      rule.transforms(List.of());
    }
    Rule after = rule.build();
    table.put(row.arn(), row.with(after, context.now()));
    return shown(after);
  }

  void delete(String arn) {
    forget(changeable(arn, "deleted").arn());
  }

  /** Gives several rules new priorities at once, so that two can be swapped. */
  List<Rule> setPriorities(List<RulePriorityPair> pairs) {
    Map<String, Integer> wanted = new HashMap<>();
    for (RulePriorityPair pair : ElbErrors.required(pairs, "rulePriorities")) {
      ElbErrors.within(1, LOWEST_PRIORITY, pair.priority(), "Rule priority");
      wanted.put(changeable(pair.ruleArn(), "given a priority").arn(), pair.priority());
    }
    Set<String> taken = new HashSet<>();
    wanted.forEach(
        (arn, priority) -> {
          String listener = changeable(arn, "given a priority").listenerArn();
          mustBeFree(listener, priority, wanted.keySet());
          if (!taken.add(listener + priority)) {
            throw inUse(priority);
          }
        });
    wanted.forEach((arn, priority) -> table.change(arn, row -> at(row, priority)));
    return wanted.keySet().stream().map(this::byArn).toList();
  }

  private RuleRow at(RuleRow row, int priority) {
    Rule moved = row.model().toBuilder().priority(Integer.toString(priority)).build();
    return row.with(moved, context.now());
  }

  private Rule byArn(String arn) {
    return table
        .find(arn)
        .map(RuleRow::model)
        .or(() -> defaultOf(context, arn))
        .map(Rules::shown)
        .orElseThrow(() -> ElbErrors.ruleNotFound(arn));
  }

  private RuleRow changeable(String arn, String change) {
    mustExist(context, ElbErrors.required(arn, "ruleArn"));
    return table
        .find(arn)
        .orElseThrow(
            () -> ElbErrors.notPermitted("Default rule '" + arn + "' cannot be " + change));
  }

  private void forget(String arn) {
    table.remove(arn);
    tags.forget(arn);
  }

  private List<RuleRow> of(String listenerArn) {
    return table.all().stream()
        .filter(row -> row.listenerArn().equals(listenerArn))
        .sorted(Comparator.comparing(row -> Integer.parseInt(row.model().priority())))
        .toList();
  }

  private void mustBeFree(String listenerArn, int priority, Set<String> moving) {
    boolean taken =
        of(listenerArn).stream()
            .filter(row -> !moving.contains(row.arn()))
            .anyMatch(row -> row.model().priority().equals(Integer.toString(priority)));
    if (taken) {
      throw inUse(priority);
    }
  }

  private void mustHaveRoom(String loadBalancerArn) {
    long rules =
        context.table(ElbTables.LISTENERS).all().stream()
            .filter(listener -> loadBalancerArn.equals(listener.model().loadBalancerArn()))
            .mapToLong(listener -> of(listener.arn()).size())
            .sum();
    if (rules >= MOST_RULES) {
      throw AwsError.badRequest(
          "TooManyRules", "The maximum number of rules has been reached on the load balancer");
    }
  }

  private Actions actions(ListenerRow listener) {
    boolean https = "HTTPS".equals(listener.model().protocolAsString());
    return new Actions(context, listener.model().loadBalancerArn(), https);
  }

  private static AwsError inUse(int priority) {
    return AwsError.badRequest("PriorityInUse", "Priority '" + priority + "' is currently in use");
  }

  private static Optional<Rule> defaultOf(Context context, String ruleArn) {
    return context.table(ElbTables.LISTENERS).all().stream()
        .filter(listener -> listener.defaultRuleArn().equals(ruleArn))
        .map(Rules::defaultOf)
        .findFirst();
  }

  private static Rule defaultOf(ListenerRow listener) {
    return Rule.builder()
        .ruleArn(listener.defaultRuleArn())
        .priority("default")
        .conditions(List.of())
        .actions(listener.model().defaultActions())
        .isDefault(true)
        .build();
  }

  private static Rule shown(Rule rule) {
    List<Action> actions = rule.actions().stream().map(AuthenticateAction::shown).toList();
    return rule.toBuilder().actions(actions).build();
  }
}
