package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Service;

/** What a capacity provider strategy must satisfy, and what goes with instances. */
final class CapacityRules {
  private static final int MOST = 20;
  private static final String FARGATE = "FARGATE";

  private CapacityRules() {}

  static void check(Context context, Service service) {
    List<CapacityProviderStrategyItem> strategy = service.capacityProviderStrategy();
    if (!strategy.isEmpty()) {
      associated(context, service, strategy);
      shares(strategy);
    }
    if (!ServiceEcho.onFargate(service)) {
      instances(service);
    }
  }

  private static void associated(
      Context context, Service service, List<CapacityProviderStrategyItem> strategy) {
    List<String> associated =
        new ClusterBook(context).active(service.clusterArn()).capacityProviders();
    strategy.stream()
        .map(CapacityProviderStrategyItem::capacityProvider)
        .filter(provider -> !associated.contains(provider))
        .findFirst()
        .ifPresent(
            provider -> {
              throw EcsError.invalid(
                  "The specified capacity provider '"
                      + provider
                      + "' is not associated with the cluster.");
            });
  }

  private static void shares(List<CapacityProviderStrategyItem> strategy) {
    if (strategy.size() > MOST) {
      throw EcsError.invalid("A capacity provider strategy can have no more than 20 items.");
    }
    long ofFargate =
        strategy.stream().filter(item -> item.capacityProvider().startsWith(FARGATE)).count();
    if (ofFargate > 0 && ofFargate < strategy.size()) {
      throw EcsError.invalid(
          "The specified capacity provider strategy cannot contain a mix of Fargate capacity"
              + " providers and Auto Scaling group capacity providers.");
    }
    if (strategy.stream().filter(item -> item.base() > 0).count() > 1) {
      throw EcsError.invalid("Only one capacity provider in a strategy can have a base defined.");
    }
    if (strategy.stream().allMatch(item -> item.weight() == 0)) {
      throw EcsError.invalid(
          "At least one capacity provider must have a weight value greater than 0.");
    }
  }

  private static void instances(Service service) {
    if (service.platformVersion() != null) {
      throw EcsError.invalid(
          "The platform version must be null when specifying an EC2 launch type.");
    }
    boolean publicAddress =
        service.networkConfiguration() != null
            && service.networkConfiguration().awsvpcConfiguration() != null
            && service.networkConfiguration().awsvpcConfiguration().assignPublicIp()
                == AssignPublicIp.ENABLED;
    if (publicAddress) {
      throw EcsError.invalid("Assign public IP is not supported for this launch type.");
    }
  }
}
