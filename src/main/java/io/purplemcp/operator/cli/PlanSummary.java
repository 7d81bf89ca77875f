package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A plan in numbers.
 *
 * @param changes how many resources are changed, by action
 * @param deployments how many deployments were looked at
 * @param asDeclared how many have nothing to do, to wait for or to complain of
 * @param underWay how many have nothing to do but to wait for AWS
 * @param needAttention how many need a person
 */
record PlanSummary(
    Map<Action, Integer> changes,
    int deployments,
    int asDeclared,
    int underWay,
    int needAttention) {

  /** What is counted apart, in the order in which it is told. */
  static final List<Action> COUNTED =
      List.of(Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE);

  static PlanSummary of(List<Plan> plans) {
    Map<Action, Integer> changes = new EnumMap<>(Action.class);
    COUNTED.forEach(action -> changes.put(action, 0));
    List<DeploymentPlan> deployments =
        plans.stream().flatMap(plan -> plan.deployments().stream()).toList();
    for (DeploymentPlan deployment : deployments) {
      deployment.changes().forEach(c -> changes.merge(counted(c), 1, Integer::sum));
    }
    List<DeploymentPlan> counted =
        deployments.stream().filter(DeploymentPlan::ofDeployment).toList();
    return new PlanSummary(
        Map.copyOf(changes),
        counted.size(),
        count(counted, PlanSummary::isAsDeclared),
        count(counted, PlanSummary::isUnderWay),
        count(counted, PlanSummary::needsAttention));
  }

  /** What has served its time is deleted as well. */
  private static Action counted(PlannedChange planned) {
    Action action = planned.change().action();
    return action == Action.REAP ? Action.DELETE : action;
  }

  /** The last line of a plan. */
  String sentence() {
    return (pending() ? planned() : unchanged()) + attention();
  }

  boolean pending() {
    return changes.values().stream().anyMatch(count -> count > 0);
  }

  private String planned() {
    return "Plan: %d to create, %d to update, %d to replace, %d to delete."
        .formatted(
            changes.get(Action.CREATE),
            changes.get(Action.UPDATE),
            changes.get(Action.REPLACE),
            changes.get(Action.DELETE));
  }

  private String unchanged() {
    if (asDeclared == deployments) {
      return "No changes. " + deployments(deployments) + " as declared.";
    }
    return "No changes. %d of %d deployments %s as declared."
        .formatted(asDeclared, deployments, asDeclared == 1 ? "is" : "are");
  }

  private String attention() {
    String waiting = underWay == 0 ? "" : " " + deployments(underWay) + " still under way.";
    return needAttention == 0
        ? waiting
        : waiting
            + " "
            + (needAttention == 1 ? "1 deployment needs" : needAttention + " deployments need")
            + " a person.";
  }

  private static String deployments(int count) {
    return count == 1 ? "1 deployment is" : count + " deployments are";
  }

  private static int count(
      List<DeploymentPlan> plans, java.util.function.Predicate<DeploymentPlan> which) {
    return (int) plans.stream().filter(which).count();
  }

  private static boolean isAsDeclared(DeploymentPlan plan) {
    return plan.isEmpty() && !isUnderWay(plan) && !needsAttention(plan);
  }

  private static boolean isUnderWay(DeploymentPlan plan) {
    return plan.isEmpty() && !needsAttention(plan) && has(plan, Finding.Severity.WAITING);
  }

  private static boolean needsAttention(DeploymentPlan plan) {
    return has(plan, Finding.Severity.BLOCKED)
        || has(plan, Finding.Severity.HELD)
        || has(plan, Finding.Severity.DEGRADED);
  }

  private static boolean has(DeploymentPlan plan, Finding.Severity severity) {
    return plan.findings().stream().anyMatch(finding -> finding.severity() == severity);
  }
}
