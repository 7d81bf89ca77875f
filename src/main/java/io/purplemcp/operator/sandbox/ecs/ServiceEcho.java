package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** How AWS shows a service after it has filled in what the caller left out. */
final class ServiceEcho {
  static final String LATEST = "LATEST";
  static final String LINUX = "Linux";
  private static final int MAXIMUM_PERCENT = 200;
  private static final int MINIMUM_HEALTHY_PERCENT = 100;
  private static final int ALL = 100;

  private ServiceEcho() {}

  static Service of(
      Context context, CreateServiceRequest request, Cluster cluster, TaskDefinition definition) {
    DeploymentConfiguration deployment = merged(defaults(), request.deploymentConfiguration());
    Service.Builder shown =
        Service.builder()
            .serviceArn(EcsArns.service(context, cluster.clusterName(), request.serviceName()))
            .serviceName(request.serviceName())
            .clusterArn(cluster.clusterArn())
            .status(ClusterBook.ACTIVE)
            .desiredCount(request.desiredCount() == null ? 0 : request.desiredCount())
            .taskDefinition(definition.taskDefinitionArn())
            .deploymentConfiguration(deployment)
            .deploymentController(controller(request.deploymentController()))
            .schedulingStrategy(SchedulingStrategy.REPLICA)
            .loadBalancers(List.copyOf(request.loadBalancers()))
            .serviceRegistries(List.of())
            .placementConstraints(List.copyOf(request.placementConstraints()))
            .placementStrategy(List.copyOf(request.placementStrategy()))
            .networkConfiguration(filled(request.networkConfiguration()))
            .roleArn(ServiceLinkedRole.arn(context))
            .createdAt(context.now())
            .createdBy(context.caller())
            .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
            .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
            .propagateTags(
                request.propagateTags() == null ? PropagateTags.NONE : request.propagateTags())
            .healthCheckGracePeriodSeconds(
                grace(request.healthCheckGracePeriodSeconds(), request.loadBalancers()))
            .availabilityZoneRebalancing(
                rebalancing(request.availabilityZoneRebalancing(), deployment))
            .resourceManagementType(ResourceManagementType.CUSTOMER);
    capacity(shown, request, cluster);
    return shown.build();
  }

  private static DeploymentController controller(DeploymentController sent) {
    return sent == null
        ? DeploymentController.builder().type(DeploymentControllerType.ECS).build()
        : sent;
  }

  /** Launch type and strategy exclude each other; without both the cluster's default counts. */
  private static void capacity(
      Service.Builder shown, CreateServiceRequest request, Cluster cluster) {
    List<CapacityProviderStrategyItem> strategy =
        request.hasCapacityProviderStrategy() && !request.capacityProviderStrategy().isEmpty()
            ? request.capacityProviderStrategy()
            : cluster.defaultCapacityProviderStrategy();
    if (request.launchType() == null && !strategy.isEmpty()) {
      shown.capacityProviderStrategy(ClusterBook.filled(strategy));
    } else {
      shown.launchType(request.launchType() == null ? LaunchType.EC2 : request.launchType());
    }
    Service chosen = shown.build();
    if (onFargate(chosen)) {
      shown.platformVersion(request.platformVersion() == null ? LATEST : request.platformVersion());
      shown.platformFamily(LINUX);
    } else {
      shown.platformVersion(request.platformVersion());
    }
  }

  static boolean onFargate(Service service) {
    return service.launchType() == LaunchType.FARGATE
        || service.capacityProviderStrategy().stream()
            .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
  }

  static DeploymentConfiguration defaults() {
    return DeploymentConfiguration.builder()
        .maximumPercent(MAXIMUM_PERCENT)
        .minimumHealthyPercent(MINIMUM_HEALTHY_PERCENT)
        .deploymentCircuitBreaker(
            DeploymentCircuitBreaker.builder().enable(false).rollback(false).build())
        .alarms(
            DeploymentAlarms.builder().alarmNames(List.of()).enable(false).rollback(false).build())
        .strategy(DeploymentStrategy.ROLLING)
        .bakeTimeInMinutes(0)
        .build();
  }

  /** Members that were not sent stay as they are. */
  static DeploymentConfiguration merged(DeploymentConfiguration old, DeploymentConfiguration sent) {
    if (sent == null) {
      return old;
    }
    DeploymentConfiguration.Builder all = old.toBuilder();
    if (sent.maximumPercent() != null) {
      all.maximumPercent(sent.maximumPercent());
    }
    if (sent.minimumHealthyPercent() != null) {
      all.minimumHealthyPercent(sent.minimumHealthyPercent());
    }
    if (sent.deploymentCircuitBreaker() != null) {
      all.deploymentCircuitBreaker(sent.deploymentCircuitBreaker());
    }
    if (sent.alarms() != null) {
      all.alarms(sent.alarms());
    }
    if (sent.strategy() != null) {
      all.strategy(sent.strategy());
    }
    if (sent.bakeTimeInMinutes() != null) {
      all.bakeTimeInMinutes(sent.bakeTimeInMinutes());
    }
    return all.build();
  }

  static NetworkConfiguration filled(NetworkConfiguration sent) {
    if (sent == null || sent.awsvpcConfiguration() == null) {
      return sent;
    }
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(
            vpc ->
                vpc.subnets(sent.awsvpcConfiguration().subnets())
                    .securityGroups(List.copyOf(sent.awsvpcConfiguration().securityGroups()))
                    .assignPublicIp(
                        sent.awsvpcConfiguration().assignPublicIp() == null
                            ? AssignPublicIp.DISABLED
                            : sent.awsvpcConfiguration().assignPublicIp()))
        .build();
  }

  /** Zero with a load balancer, absent without one. */
  static Integer grace(Integer sent, List<LoadBalancer> loadBalancers) {
    return sent == null && !loadBalancers.isEmpty() ? Integer.valueOf(0) : sent;
  }

  /** On for new services, unless the deployment leaves no room for it. */
  private static AvailabilityZoneRebalancing rebalancing(
      AvailabilityZoneRebalancing sent, DeploymentConfiguration deployment) {
    if (sent != null) {
      return sent;
    }
    return deployment.maximumPercent() > ALL
        ? AvailabilityZoneRebalancing.ENABLED
        : AvailabilityZoneRebalancing.DISABLED;
  }
}
