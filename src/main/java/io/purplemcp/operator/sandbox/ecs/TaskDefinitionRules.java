package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

/** What a task definition must satisfy, each refusal in AWS's words. */
final class TaskDefinitionRules {
  private static final String FAMILY = "[a-zA-Z0-9_-]{1,255}";
  private static final Set<LogDriver> FARGATE_LOG_DRIVERS =
      Set.of(LogDriver.AWSLOGS, LogDriver.SPLUNK, LogDriver.AWSFIRELENS);

  private TaskDefinitionRules() {}

  static void check(Context context, RegisterTaskDefinitionRequest request) {
    if (request.family() == null || !request.family().matches(FAMILY)) {
      throw EcsError.client("Invalid family: family must match " + FAMILY + ".");
    }
    if (request.containerDefinitions().isEmpty()) {
      throw EcsError.client("Container definitions must not be empty.");
    }
    containers(request);
    roles(context, request);
    if (forFargate(request)) {
      fargate(request);
    }
  }

  static boolean forFargate(RegisterTaskDefinitionRequest request) {
    return request.requiresCompatibilities().contains(Compatibility.FARGATE);
  }

  private static void containers(RegisterTaskDefinitionRequest request) {
    Set<String> names = new HashSet<>();
    for (ContainerDefinition container : request.containerDefinitions()) {
      if (blank(container.name())) {
        throw EcsError.client("Container.name should not be null or empty.");
      }
      if (blank(container.image())) {
        throw EcsError.client("Container.image should not be null or empty.");
      }
      if (!names.add(container.name())) {
        throw EcsError.client("Container names must be unique: " + container.name() + ".");
      }
      container(container, request);
    }
    if (request.containerDefinitions().stream()
        .allMatch(c -> Boolean.FALSE.equals(c.essential()))) {
      throw EcsError.client("Task definition does not have an essential container.");
    }
  }

  private static void container(
      ContainerDefinition container, RegisterTaskDefinitionRequest request) {
    ports(container, request.networkMode());
    secrets(container, request);
    logging(container);
    memory(container, request);
  }

  private static void ports(ContainerDefinition container, NetworkMode mode) {
    for (PortMapping port : container.portMappings()) {
      boolean other =
          port.hostPort() != null
              && port.hostPort() != 0
              && !port.hostPort().equals(port.containerPort());
      if (mode == NetworkMode.AWSVPC && other) {
        throw EcsError.client(
            "When networkMode=awsvpc, the host ports and container ports in port mappings must"
                + " match.");
      }
    }
  }

  private static void secrets(
      ContainerDefinition container, RegisterTaskDefinitionRequest request) {
    List<String> variables = container.environment().stream().map(KeyValuePair::name).toList();
    for (Secret secret : container.secrets()) {
      if (variables.contains(secret.name())) {
        throw EcsError.client(
            "The secret name must be unique and not shared with any new or existing environment"
                + " variables set on the container, such as '"
                + secret.name()
                + "'.");
      }
    }
    if (!container.secrets().isEmpty() && blank(request.executionRoleArn())) {
      throw EcsError.client(
          "When you are specifying container secrets, you must also specify a value for"
              + " 'executionRoleArn'.");
    }
  }

  private static void logging(ContainerDefinition container) {
    LogConfiguration logs = container.logConfiguration();
    if (logs == null || logs.logDriver() != LogDriver.AWSLOGS) {
      return;
    }
    Map<String, String> options = logs.options();
    if (blank(options.get("awslogs-group")) || blank(options.get("awslogs-region"))) {
      throw EcsError.client("Log driver awslogs requires options: awslogs-region, awslogs-group");
    }
  }

  private static void memory(ContainerDefinition container, RegisterTaskDefinitionRequest request) {
    String ofTask = TaskSize.memory(request.memory());
    if (ofTask == null && container.memory() == null && container.memoryReservation() == null) {
      throw EcsError.client(
          "Invalid setting for container '"
              + container.name()
              + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
    }
    if (ofTask != null
        && container.memory() != null
        && container.memory() > Integer.parseInt(ofTask)) {
      throw EcsError.client("The 'memory' setting for container is greater than for the task.");
    }
  }

  private static void roles(Context context, RegisterTaskDefinitionRequest request) {
    role(context, request.executionRoleArn());
    role(context, request.taskRoleArn());
  }

  private static void role(Context context, String arn) {
    if (!blank(arn) && !Roles.exists(context, arn)) {
      throw EcsError.client("Role is not valid");
    }
  }

  private static void fargate(RegisterTaskDefinitionRequest request) {
    if (request.networkMode() != NetworkMode.AWSVPC) {
      throw EcsError.client("Fargate only supports network mode ‘awsvpc’.");
    }
    size(request);
    for (ContainerDefinition container : request.containerDefinitions()) {
      LogConfiguration logs = container.logConfiguration();
      if (logs != null && !FARGATE_LOG_DRIVERS.contains(logs.logDriver())) {
        throw EcsError.client(
            "Fargate does not support log driver '" + logs.logDriverAsString() + "'.");
      }
      executionRole(request, container, logs);
    }
  }

  private static void size(RegisterTaskDefinitionRequest request) {
    if (blank(request.cpu())) {
      throw EcsError.client("Fargate requires that 'cpu' be defined at the task level.");
    }
    if (blank(request.memory())) {
      throw EcsError.client("Fargate requires that 'memory' be defined at the task level.");
    }
    int cpu = Integer.parseInt(TaskSize.cpu(request.cpu()));
    int memory = Integer.parseInt(TaskSize.memory(request.memory()));
    if (!TaskSize.fitsFargate(cpu, memory)) {
      throw EcsError.client(
          "No Fargate configuration exists for given values: "
              + cpu
              + " CPU, "
              + memory
              + " memory. See the Amazon ECS documentation for the valid values.");
    }
  }

  private static void executionRole(
      RegisterTaskDefinitionRequest request, ContainerDefinition container, LogConfiguration logs) {
    if (!blank(request.executionRoleArn())) {
      return;
    }
    if (ImageReference.of(container.image()).isEcr()) {
      throw EcsError.client(
          "Fargate requires task definition to have execution role ARN to support ECR images.");
    }
    if (logs != null && logs.logDriver() == LogDriver.AWSLOGS) {
      throw EcsError.client(
          "Fargate requires task definition to have execution role ARN to support log driver"
              + " awslogs.");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
