package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Makes tasks at their first station. */
final class TaskFactory {
  private static final int ID_DIGITS = 32;
  private static final String PLATFORM = "1.4.0";
  private static final int FREE_STORAGE_GIB = 20;

  private final Context context;

  TaskFactory(Context context) {
    this.context = context;
  }

  TaskRow forService(ServiceRow service, Rollout rollout) {
    Deployments deployments = new Deployments(context);
    ServiceRevision revision = deployments.revision(rollout);
    CapacityShare share = new CapacityShare(context, service, rollout);
    Optional<String> provider = share.next(revision.capacityProviderStrategy());
    Task task =
        begun(deployments.definition(rollout), service.cluster()).toBuilder()
            .group("service:" + service.name())
            .startedBy(rollout.id())
            .launchType(
                provider
                    .map(share::launchedAs)
                    .orElse(
                        revision.launchType() == null ? LaunchType.FARGATE : revision.launchType()))
            .capacityProviderName(provider.orElse(null))
            .enableExecuteCommand(service.model().enableExecuteCommand())
            .build();
    return row(task, Optional.of(rollout.id()), revision);
  }

  /** A task that was run by hand. */
  TaskRow alone(
      TaskDefinition definition,
      String cluster,
      Optional<NetworkConfiguration> network,
      Consumer<Task.Builder> asked) {
    Task task =
        begun(definition, cluster).toBuilder()
            .group("family:" + definition.family())
            .launchType(LaunchType.FARGATE)
            .enableExecuteCommand(false)
            .applyMutation(asked)
            .build();
    ServiceRevision plan =
        ServiceRevision.builder()
            .taskDefinition(definition.taskDefinitionArn())
            .networkConfiguration(network.orElse(null))
            .build();
    return row(task, Optional.empty(), plan);
  }

  private TaskRow row(Task task, Optional<String> rollout, ServiceRevision plan) {
    return new TaskRow(
        task,
        rollout,
        plan,
        Optional.of(context.after(TaskTimes.PROVISIONING)),
        List.of(),
        Map.of(),
        false);
  }

  private Task begun(TaskDefinition definition, String cluster) {
    String arn = EcsArns.task(context, cluster, context.ids().hex(ID_DIGITS));
    return Task.builder()
        .taskArn(arn)
        .clusterArn(EcsArns.cluster(context, cluster))
        .taskDefinitionArn(definition.taskDefinitionArn())
        .desiredStatus(TaskStatus.RUNNING.name())
        .lastStatus(TaskStatus.PROVISIONING.name())
        .createdAt(context.now())
        .cpu(definition.cpu())
        .memory(definition.memory())
        .version(1L)
        .platformVersion(PLATFORM)
        .platformFamily("Linux")
        .healthStatus(HealthStatus.UNKNOWN)
        .attributes(
            Attribute.builder()
                .name("ecs.cpu-architecture")
                .value(architecture(definition.runtimePlatform()))
                .build())
        .attachments(
            Attachment.builder()
                .id(context.ids().uuid())
                .type("ElasticNetworkInterface")
                .status("PRECREATED")
                .build())
        .containers(definition.containerDefinitions().stream().map(c -> container(c, arn)).toList())
        .overrides(overrides -> overrides.containerOverrides(List.of()))
        .ephemeralStorage(storage -> storage.sizeInGiB(FREE_STORAGE_GIB))
        .build();
  }

  private static String architecture(RuntimePlatform platform) {
    boolean arm = platform != null && platform.cpuArchitecture() == CPUArchitecture.ARM64;
    return arm ? "arm64" : "x86_64";
  }

  private Container container(ContainerDefinition definition, String taskArn) {
    return Container.builder()
        .containerArn(
            context
                .scope()
                .arn(
                    "ecs",
                    "container/"
                        + taskArn.substring(taskArn.indexOf('/') + 1)
                        + "/"
                        + context.ids().uuid()))
        .taskArn(taskArn)
        .name(definition.name())
        .image(definition.image())
        .lastStatus("PENDING")
        .networkInterfaces(List.of())
        .healthStatus(HealthStatus.UNKNOWN)
        .cpu(String.valueOf(definition.cpu()))
        .memory(definition.memory() == null ? null : String.valueOf(definition.memory()))
        .build();
  }
}
