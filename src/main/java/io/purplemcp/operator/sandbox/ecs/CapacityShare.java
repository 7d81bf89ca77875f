package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CapacityProviderType;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** Which capacity provider gets the next task: the base first, then by weight. */
final class CapacityShare {
  private final Context context;
  private final ServiceRow service;
  private final Rollout rollout;

  CapacityShare(Context context, ServiceRow service, Rollout rollout) {
    this.context = context;
    this.service = service;
    this.rollout = rollout;
  }

  /** Empty where the service has a launch type. */
  Optional<String> next(List<CapacityProviderStrategyItem> strategy) {
    return strategy.stream()
        .filter(item -> tasksOn(item) < item.base())
        .findFirst()
        .or(
            () ->
                strategy.stream()
                    .filter(item -> item.weight() > 0)
                    .min(Comparator.comparingDouble(this::load)))
        .map(CapacityProviderStrategyItem::capacityProvider);
  }

  private double load(CapacityProviderStrategyItem item) {
    return (tasksOn(item) - item.base() + 1.0) / item.weight();
  }

  private long tasksOn(CapacityProviderStrategyItem item) {
    return service.tasks().stream()
        .flatMap(arn -> context.table(EcsTables.TASKS).find(arn).stream())
        .filter(task -> task.of(rollout) && task.wanted())
        .filter(task -> item.capacityProvider().equals(task.model().capacityProviderName()))
        .count();
  }

  /** What a task of a provider is shown to have been launched as. */
  LaunchType launchedAs(String provider) {
    CapacityProviderType type =
        new CapacityProviderBook(context)
            .find(provider)
            .map(found -> found.type())
            .orElse(CapacityProviderType.FARGATE);
    return switch (type) {
      case EC2_AUTOSCALING -> LaunchType.EC2;
      case MANAGED_INSTANCES -> LaunchType.MANAGED_INSTANCES;
      default -> LaunchType.FARGATE;
    };
  }
}
