package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.resource.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * What a service's tasks run on: a launch type or a strategy. The one excludes the other, and AWS's
 * answer has only one of them. The cluster's default strategy counts for neither (SV13).
 */
record CapacityForm(ComputeSpec compute) {
  static final String LAUNCH_TYPE = "launchType";
  static final String STRATEGY = "capacityProviderStrategy";
  static final String PLATFORM_VERSION = "platformVersion";

  void compare(Comparison comparison, boolean exists, Service seen) {
    if (compute.capacityProviders().isEmpty()) {
      comparison.value(LAUNCH_TYPE, LaunchType.FARGATE, seen.launchTypeAsString());
    } else {
      var wanted = new TreeMap<String, String>();
      compute
          .capacityProviders()
          .forEach(each -> wanted.put(each.name(), share(each.base(), each.weight())));
      var shares = new TreeMap<String, String>();
      seen.capacityProviderStrategy()
          .forEach(item -> shares.put(item.capacityProvider(), share(item.base(), item.weight())));
      comparison.entries(STRATEGY, wanted, shares);
    }
    if (compute.onFargate()) {
      comparison.value(
          PLATFORM_VERSION,
          compute.platformVersion(),
          ServiceForm.filled(exists, seen.platformVersion(), ComputeSpec.LATEST));
    }
  }

  private static String share(Integer base, Integer weight) {
    return "base "
        + Optional.ofNullable(base).orElse(0)
        + ", weight "
        + Optional.ofNullable(weight).orElse(0);
  }

  private List<CapacityProviderStrategyItem> strategy() {
    return compute.capacityProviders().stream()
        .map(
            each ->
                CapacityProviderStrategyItem.builder()
                    .capacityProvider(each.name())
                    .base(each.base())
                    .weight(each.weight())
                    .build())
        .toList();
  }

  void ask(CreateServiceRequest.Builder request) {
    if (compute.capacityProviders().isEmpty()) {
      request.launchType(LaunchType.FARGATE);
    } else {
      request.capacityProviderStrategy(strategy());
    }
    if (compute.onFargate()) {
      request.platformVersion(compute.platformVersion());
    }
  }

  /** The tasks have to move, which they do only when they are told to. */
  void patch(UpdateServiceRequest.Builder patch, Comparison comparison) {
    if (comparison.differsAt(LAUNCH_TYPE) || comparison.differsAt(STRATEGY)) {
      // An empty strategy brings the service back to its launch type.
      patch.capacityProviderStrategy(strategy()).forceNewDeployment(true);
    }
    if (comparison.differsAt(PLATFORM_VERSION)) {
      patch.platformVersion(compute.platformVersion());
    }
  }
}
