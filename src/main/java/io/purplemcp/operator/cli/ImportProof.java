package io.purplemcp.operator.cli;

import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Fleet;
import io.purplemcp.operator.reconcile.PlanOnce;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.resource.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans what was imported: whatever it would change but tags is not as it was. */
final class ImportProof {
  private static final String TAGS = "tags[";

  private static final Set<Finding.Severity> SERIOUS =
      Set.of(Finding.Severity.BLOCKED, Finding.Severity.DEGRADED);

  private final PlanOnce planner;

  ImportProof(PlanOnce planner) {
    this.planner = planner;
  }

  /** In words; none when the proof holds. */
  List<String> of(TargetSpec target, ImportedYaml written) throws Sessions.Refused {
    if (written.meaning() instanceof LoadResult.Rejected rejected) {
      return rejected.problems().stream()
          .map(problem -> problem.path() + ": " + problem.message())
          .toList();
    }
    List<PurpleMcpDeployment> deployments =
        ((LoadResult.Loaded) written.meaning()).state().deployments();
    Set<String> names =
        deployments.stream().map(PurpleMcpDeployment::name).collect(Collectors.toSet());
    return planner.plan(target, deployments, Fleet.of(deployments)).deployments().stream()
        .filter(plan -> names.contains(plan.deployment()))
        .flatMap(ImportProof::lines)
        .toList();
  }

  private static Stream<String> lines(DeploymentPlan plan) {
    Stream<String> found =
        plan.findings().stream()
            .filter(finding -> SERIOUS.contains(finding.severity()))
            .map(finding -> finding.resource() + ": " + finding.message());
    return Stream.concat(plan.changes().stream().flatMap(ImportProof::lines), found);
  }

  private static Stream<String> lines(PlannedChange planned) {
    String resource = planned.change().resource().toString();
    return planned.change().differences().isEmpty()
        ? Stream.of(resource + ": would be " + PlanWords.action(planned.change().action()) + "d")
        : planned.change().differences().stream()
            .filter(difference -> !difference.path().startsWith(TAGS))
            .map(difference -> resource + " " + difference);
  }
}
