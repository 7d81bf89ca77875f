package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What a service must satisfy, each refusal in AWS's words. */
final class ServiceRules {
  private static final String NAME = "[a-zA-Z0-9_-]{1,255}";
  private static final int ALL = 100;

  private ServiceRules() {}

  static void check(CreateServiceRequest request) {
    if (request.serviceName() == null || !request.serviceName().matches(NAME)) {
      throw EcsError.invalid("Invalid service name: " + request.serviceName());
    }
    if (request.launchType() != null && !request.capacityProviderStrategy().isEmpty()) {
      throw EcsError.invalid(
          "Specifying both a launch type and capacity provider strategy is not supported. Remove"
              + " one and try again.");
    }
    if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      throw EcsError.notInSandbox("the DAEMON scheduling strategy");
    }
    if (request.desiredCount() != null && request.desiredCount() < 0) {
      throw EcsError.invalid("Desired count cannot be negative.");
    }
    unknown(
        request.deploymentController(),
        !request.serviceRegistries().isEmpty(),
        request.serviceConnectConfiguration() != null
            && Boolean.TRUE.equals(request.serviceConnectConfiguration().enabled()),
        !request.volumeConfigurations().isEmpty() || !request.vpcLatticeConfigurations().isEmpty());
  }

  static void check(UpdateServiceRequest request) {
    if (request.desiredCount() != null && request.desiredCount() < 0) {
      throw EcsError.invalid("Desired count cannot be negative.");
    }
    unknown(
        request.deploymentController(),
        !request.serviceRegistries().isEmpty(),
        request.serviceConnectConfiguration() != null
            && Boolean.TRUE.equals(request.serviceConnectConfiguration().enabled()),
        !request.volumeConfigurations().isEmpty() || !request.vpcLatticeConfigurations().isEmpty());
  }

  private static void unknown(
      DeploymentController controller, boolean registries, boolean connect, boolean attachments) {
    if (controller != null && controller.type() != DeploymentControllerType.ECS) {
      throw EcsError.notInSandbox("the deployment controller " + controller.typeAsString());
    }
    if (registries) {
      throw EcsError.notInSandbox("service registries of Cloud Map");
    }
    if (connect) {
      throw EcsError.notInSandbox("Service Connect");
    }
    if (attachments) {
      throw EcsError.notInSandbox("volume and VPC Lattice configurations of services");
    }
  }

  /** What must hold for the service as a whole, whatever the call changed. */
  static void check(Context context, Service service, TaskDefinition definition) {
    if (ServiceEcho.onFargate(service)
        && !definition.compatibilities().contains(Compatibility.FARGATE)) {
      throw EcsError.invalid("Task definition does not support launch_type FARGATE.");
    }
    CapacityRules.check(context, service);
    deployment(service);
    network(context, service, definition);
    for (LoadBalancer balancer : service.loadBalancers()) {
      balancer(context, balancer, definition);
    }
    if (service.loadBalancers().isEmpty() && positive(service.healthCheckGracePeriodSeconds())) {
      throw EcsError.invalid(
          "Health check grace period is only valid for services configured to use load"
              + " balancers");
    }
  }

  private static void deployment(Service service) {
    DeploymentConfiguration configuration = service.deploymentConfiguration();
    if (configuration.strategy() != DeploymentStrategy.ROLLING) {
      throw EcsError.notInSandbox("the deployment strategy " + configuration.strategyAsString());
    }
    if (Boolean.TRUE.equals(configuration.alarms().enable())
        && configuration.alarms().alarmNames().isEmpty()) {
      throw EcsError.invalid("Deployment alarms that are enabled need at least one alarm name.");
    }
    if (configuration.maximumPercent() < ALL
        || configuration.minimumHealthyPercent() > ALL
        || configuration.minimumHealthyPercent() < 0) {
      throw EcsError.invalid(
          "Deployment configuration is out of range: maximumPercent must be at least 100,"
              + " minimumHealthyPercent between 0 and 100.");
    }
    if (service.availabilityZoneRebalancing() == AvailabilityZoneRebalancing.ENABLED
        && configuration.maximumPercent() <= ALL) {
      throw EcsError.invalid(
          "The maximumPercent value must be greater than 100 when availability zone rebalancing"
              + " is enabled.");
    }
  }

  private static void network(Context context, Service service, TaskDefinition definition) {
    boolean awsvpc = definition.networkMode() == NetworkMode.AWSVPC;
    AwsVpcConfiguration vpc =
        service.networkConfiguration() == null
            ? null
            : service.networkConfiguration().awsvpcConfiguration();
    if (awsvpc && vpc == null) {
      throw EcsError.invalid(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
    if (!awsvpc && vpc != null) {
      throw EcsError.invalid(
          "Network Configuration is not valid for the given networkMode of this task definition.");
    }
    if (vpc != null) {
      new TaskNetwork(context).check(vpc);
    }
  }

  private static void balancer(Context context, LoadBalancer balancer, TaskDefinition definition) {
    if (balancer.targetGroupArn() == null) {
      throw EcsError.notInSandbox("Classic Load Balancers");
    }
    LoadBalancing.check(context, balancer.targetGroupArn(), definition.networkMode());
    List<ContainerDefinition> named =
        definition.containerDefinitions().stream()
            .filter(container -> container.name().equals(balancer.containerName()))
            .toList();
    if (named.isEmpty()) {
      throw EcsError.invalid(
          "The container " + balancer.containerName() + " does not exist in the task definition.");
    }
    boolean open =
        named.get(0).portMappings().stream()
            .anyMatch(port -> port.containerPort().equals(balancer.containerPort()));
    if (!open) {
      throw EcsError.invalid(
          "The container "
              + balancer.containerName()
              + " did not have a container port "
              + balancer.containerPort()
              + " defined.");
    }
  }

  private static boolean positive(Integer seconds) {
    return seconds != null && seconds > 0;
  }
}
