package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a listener passes from one target group of a deployment to another. ECS takes a group only
 * when a listener names it, and its tasks turn healthy only then; so the listener names the new
 * group with weight 0 first, and turns to it when a task is healthy in it.
 */
record Handover(PurpleMcpDeployment deployment, View view) {
  /** ECS stops the old tasks as soon as the new ones are healthy, so little time is lost. */
  private static final Duration WHILE_STARTING = Duration.ofSeconds(2);

  /** Nothing moves: the rollout was given up, or waits for a person. */
  private static final Duration WHILE_STILL = Duration.ofMinutes(1);

  /** The older group that serves until the declared one can; empty where nothing is handed over. */
  Optional<String> from(Optional<Listeners.Live> listener) {
    if (listener.isEmpty() || !tasksAreWanted() || ready()) {
      return Optional.empty();
    }
    return TargetGroups.older(deployment, view)
        .map(TargetGroups.Live::arn)
        .filter(arn -> ListenerActions.serves(listener.get().listener(), arn))
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
