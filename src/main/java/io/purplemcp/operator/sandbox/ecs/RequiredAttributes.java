package io.purplemcp.operator.sandbox.ecs;

import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The abilities of a container host that AWS derives from a task definition. */
final class RequiredAttributes {
  private static final String DOCKER_API = "com.amazonaws.ecs.capability.docker-remote-api.";

  private RequiredAttributes() {}

  static List<Attribute> of(TaskDefinition definition) {
    TreeSet<String> names = new TreeSet<>();
    names.add(DOCKER_API + "1.18");
    if (definition.networkMode() == NetworkMode.AWSVPC) {
      names.add("ecs.capability.task-eni");
    }
    if (definition.taskRoleArn() != null) {
      names.add("com.amazonaws.ecs.capability.task-iam-role");
    }
    definition.containerDefinitions().forEach(container -> add(names, container));
    return names.stream().map(name -> Attribute.builder().name(name).build()).toList();
  }

  private static void add(TreeSet<String> names, ContainerDefinition container) {
    if (ImageReference.of(container.image()).isEcr()) {
      names.add("com.amazonaws.ecs.capability.ecr-auth");
      names.add("ecs.capability.execution-role-ecr-pull");
    }
    if (!container.secrets().isEmpty()) {
      names.add("ecs.capability.secrets.asm.environment-variables");
    }
    if (container.healthCheck() != null) {
      names.add("ecs.capability.container-health-check");
      names.add(DOCKER_API + "1.24");
    }
    if (container.logConfiguration() != null
        && container.logConfiguration().logDriver() == LogDriver.AWSLOGS) {
      names.add("com.amazonaws.ecs.capability.logging-driver.awslogs");
      names.add("ecs.capability.execution-role-awslogs");
      names.add(DOCKER_API + "1.19");
    }
  }
}
