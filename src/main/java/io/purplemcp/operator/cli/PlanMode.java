package io.purplemcp.operator.cli;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.reconcile.Fleet;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlanOnce;
import io.purplemcp.operator.reconcile.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Shows what a pass would change. */
@ApplicationScoped
public class PlanMode {
  private static final int CHANGES_PENDING = 2;

  private final PurpleSettings settings;
  private final DesiredSource source;
  private final PlanOnce planner;
  private final Terminal terminal;

  PlanMode(PurpleSettings settings, DesiredSource source, PlanOnce planner, Terminal terminal) {
    this.settings = settings;
    this.source = source;
    this.planner = planner;
    this.terminal = terminal;
  }

  int run() {
    if (!source.load()) {
      return 1;
    }
    List<Declaration> desired = source.current();
    Fleet fleet = Fleet.of(desired);
    Map<TargetSpec, List<Declaration>> targets = new LinkedHashMap<>();
    desired.forEach(
        d -> targets.computeIfAbsent(d.target().place(), t -> new ArrayList<>()).add(d));
    List<Plan> plans = new ArrayList<>();
    boolean failed = false;
    targets.keySet().forEach(target -> learn(target, fleet));
    for (var target : targets.entrySet()) {
      try {
        plans.add(planner.plan(target.getKey(), target.getValue(), fleet));
      } catch (Sessions.Refused refused) {
        terminal.error(target.getKey().key() + ": " + refused.getMessage());
        failed = true;
      } catch (SdkException unreadable) {
        terminal.error(
            target.getKey().key() + ": " + Failures.of(unreadable, "observe").sentence());
        failed = true;
      }
    }
    terminal.print(
        settings.output().equals("json")
            ? PlanJson.of(plans)
            : PlanText.of(plans, terminal.ansi()));
    if (failed) {
      return 1;
    }
    return plans.stream().allMatch(Plan::isEmpty) ? 0 : CHANGES_PENDING;
  }

  /** What several targets share can only be told when it is known where each of them leads. */
  private void learn(TargetSpec target, Fleet fleet) {
    try {
      planner.learn(target, fleet);
    } catch (Sessions.Refused refused) {
      // Said when its own turn comes; until then nothing that it may share is planned to go.
      return;
    }
  }
}
