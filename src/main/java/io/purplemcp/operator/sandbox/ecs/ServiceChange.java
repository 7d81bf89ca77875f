package io.purplemcp.operator.sandbox.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** UpdateService as the patch that it is: what was not sent stays, an empty list clears. */
final class ServiceChange {
  private ServiceChange() {}

  /**
   * @param definitionArn of the revision that the service is to run from now on
   */
  static Service patched(Service old, UpdateServiceRequest request, String definitionArn) {
    Service.Builder service = old.toBuilder().taskDefinition(definitionArn);
    service.deploymentConfiguration(
        ServiceEcho.merged(old.deploymentConfiguration(), request.deploymentConfiguration()));
    settings(service, request);
    if (request.networkConfiguration() != null) {
      service.networkConfiguration(ServiceEcho.filled(request.networkConfiguration()));
    }
    if (request.platformVersion() != null) {
      service.platformVersion(request.platformVersion());
    }
    if (request.hasLoadBalancers()) {
      service.loadBalancers(request.loadBalancers());
      service.healthCheckGracePeriodSeconds(
          ServiceEcho.grace(old.healthCheckGracePeriodSeconds(), request.loadBalancers()));
    }
    if (request.healthCheckGracePeriodSeconds() != null) {
      service.healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds());
    }
    if (request.hasCapacityProviderStrategy()) {
      capacity(service, request);
      platform(service, request);
    }
    return service.build();
  }

  private static void settings(Service.Builder service, UpdateServiceRequest request) {
    if (request.desiredCount() != null) {
      service.desiredCount(request.desiredCount());
    }
    if (request.availabilityZoneRebalancing() != null) {
      service.availabilityZoneRebalancing(request.availabilityZoneRebalancing());
    }
    if (request.enableExecuteCommand() != null) {
      service.enableExecuteCommand(request.enableExecuteCommand());
    }
    if (request.enableECSManagedTags() != null) {
      service.enableECSManagedTags(request.enableECSManagedTags());
    }
    if (request.propagateTags() != null) {
      service.propagateTags(request.propagateTags());
    }
    if (request.hasPlacementConstraints()) {
      service.placementConstraints(request.placementConstraints());
    }
    if (request.hasPlacementStrategy()) {
      service.placementStrategy(request.placementStrategy());
    }
  }

  /** An empty strategy leads back to the launch type. */
  private static void capacity(Service.Builder service, UpdateServiceRequest request) {
    if (request.capacityProviderStrategy().isEmpty()) {
      service
          .launchType(LaunchType.FARGATE)
          .capacityProviderStrategy(
              (List<software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem>) null);
    } else {
      service
          .launchType((LaunchType) null)
          .capacityProviderStrategy(ClusterBook.filled(request.capacityProviderStrategy()));
    }
  }

  /** Only Fargate has platform versions. */
  private static void platform(Service.Builder service, UpdateServiceRequest request) {
    Service changed = service.build();
    if (!ServiceEcho.onFargate(changed)) {
      service.platformVersion(request.platformVersion()).platformFamily(null);
    } else if (changed.platformVersion() == null) {
      service.platformVersion(ServiceEcho.LATEST).platformFamily(ServiceEcho.LINUX);
    }
  }

  /** Whether the tasks of the one would differ from those of the other: a new deployment. */
  static boolean needsDeployment(Service old, Service changed) {
    return !old.taskDefinition().equals(changed.taskDefinition())
        || !Objects.equals(old.platformVersion(), changed.platformVersion())
        || !new HashSet<>(old.loadBalancers()).equals(new HashSet<>(changed.loadBalancers()))
        || !sameNetwork(old.networkConfiguration(), changed.networkConfiguration());
  }

  private static boolean sameNetwork(NetworkConfiguration one, NetworkConfiguration other) {
    if (one == null || other == null) {
      return one == other;
    }
    AwsVpcConfiguration a = one.awsvpcConfiguration();
    AwsVpcConfiguration b = other.awsvpcConfiguration();
    return a.assignPublicIp() == b.assignPublicIp()
        && new HashSet<>(a.subnets()).equals(new HashSet<>(b.subnets()))
        && new HashSet<>(a.securityGroups()).equals(new HashSet<>(b.securityGroups()));
  }
}
