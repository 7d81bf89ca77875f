package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import java.util.List;

/**
 * A plan as a person reads it: by deployment and resource, in the order in which it will be done,
 * with every field's value before and after. Ends with a summary line.
 */
final class PlanText {
  private final Ansi ansi;
  private final DifferenceText differences;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Ansi ansi) {
    this.ansi = ansi;
    this.differences = new DifferenceText(ansi);
  }

  static String of(List<Plan> plans, Ansi ansi) {
    PlanText rendered = new PlanText(ansi);
    for (Plan plan : plans) {
      for (DeploymentPlan deployment : plan.deployments()) {
        rendered.deployment(plan.target(), deployment);
      }
    }
    return rendered.text + ansi.bold(PlanSummary.of(plans).sentence()) + "\n";
  }

  private void deployment(String target, DeploymentPlan plan) {
    List<Finding> findings = plan.findings().stream().filter(PlanText::isWorthSaying).toList();
    if (plan.isEmpty() && findings.isEmpty()) {
      return;
    }
    line("", ansi.bold(plan.deployment()) + ansi.dim(" (" + target + ")"));
    plan.changes().forEach(this::change);
    findings.forEach(this::finding);
    text.append('\n');
  }

  /** Good news would bury the rest. */
  private static boolean isWorthSaying(Finding finding) {
    return finding.severity() != Finding.Severity.VERIFIED;
  }

  private void change(PlannedChange planned) {
    Change change = planned.change();
    line(
        "  ",
        symbol(change.action())
            + " "
            + ansi.bold(change.resource().kind() + " " + Printable.line(change.resource().name()))
            + ansi.dim("  # " + PlanWords.cause(planned.cause())));
    differences.lines(planned).forEach(line -> line("      ", line));
    change
        .disruption()
        .ifPresent(words -> line("      ", ansi.yellow("! " + Printable.line(words))));
  }

  private void finding(Finding finding) {
    String head =
        PlanWords.severity(finding.severity()) + ": " + finding.reason() + " " + finding.resource();
    line("  ", "! " + severe(finding, head));
    Printable.lines(finding.message()).lines().forEach(line -> line("      ", line));
  }

  private String severe(Finding finding, String head) {
    switch (finding.severity()) {
      case BLOCKED:
      case DEGRADED:
        return ansi.red(head);
      case WAITING:
        return ansi.yellow(head);
      default:
        return ansi.dim(head);
    }
  }

  private String symbol(Action action) {
    String symbol = Grid.padded(PlanWords.symbol(action), PlanWords.WIDEST_SYMBOL);
    switch (action) {
      case CREATE:
        return ansi.green(symbol);
      case UPDATE:
        return ansi.yellow(symbol);
      case REPLACE:
        return ansi.magenta(symbol);
      default:
        return ansi.red(symbol);
    }
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }
}
