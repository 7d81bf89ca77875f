package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/**
 * How a listener, or a rule of a gateway's, passes from one target group of a deployment to
 * another. ECS takes a group only when something names it, and its tasks turn healthy only then; so
 * the new group is named with weight 0 first, and turned to when a task is healthy in it.
 */
record Handover(PurpleMcpDeployment deployment, View view) {
  /** ECS stops the old tasks as soon as the new ones are healthy, so little time is lost. */
  private static final Duration WHILE_STARTING = Duration.ofSeconds(2);

  /** Nothing moves: the rollout was given up, or waits for a person. */
  private static final Duration WHILE_STILL = Duration.ofMinutes(1);

  /**
   * The older group that serves until the declared one can; empty where nothing is handed over.
   *
   * @param live the actions that serve clients now; none where nothing does yet
   */
  Optional<String> from(List<Action> live) {
    if (live.isEmpty() || !tasksAreWanted() || ready()) {
      return Optional.empty();
    }
    return TargetGroups.older(deployment, view)
        .map(TargetGroups.Live::arn)
        .filter(arn -> ListenerActions.serves(live, arn))
        .findFirst();
  }

  private boolean tasksAreWanted() {
    return view.observed(ServiceReadings.class)
        .of(deployment)
        .found()
        .filter(live -> live.service().desiredCount() > 0)
        .isPresent();
  }

  private boolean ready() {
    TargetGroups.Observed observed = view.observed(TargetGroups.class);
    return observed
        .named(deployment.names().targetGroup())
        .filter(declared -> !observed.awaited().contains(declared.arn()))
        .isPresent();
  }

  /** What to forward to: both groups while one is handed over to, else the declared one. */
  Action forward(String targetGroupArn, List<Action> live) {
    return from(live)
        .map(older -> ListenerActions.handingOver(older, targetGroupArn))
        .orElseGet(() -> ListenerActions.forward(targetGroupArn));
  }

  /** What it means for clients that another group is to serve. */
  String disruption(List<Action> live) {
    return from(live).isPresent()
        ? "clients stay with the old target group until a task is healthy in the new one"
        : "clients are served by the declared target group at once";
  }

  Finding finding(ResourceId listener, String older) {
    boolean moving =
        view.observed(ServiceReadings.class)
            .of(deployment)
            .found()
            .filter(live -> !live.settled())
            .isPresent();
    return Finding.waiting(
        Reason.WaitingForTargets,
        listener,
        "The target group %s serves until a task is healthy in %s"
            .formatted(older, deployment.names().targetGroup()),
        moving ? WHILE_STARTING : WHILE_STILL);
  }
}
