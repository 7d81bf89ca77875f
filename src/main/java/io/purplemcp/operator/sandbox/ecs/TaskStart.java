package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What happens before a task's containers run, each step of which may fail as it does on AWS. */
final class TaskStart {
  private static final String ECR_LOGIN = "ecr:GetAuthorizationToken";
  private static final String ECR_PULL = "ecr:BatchGetImage";
  private static final String ECR_LAYERS = "ecr:GetDownloadUrlForLayer";

  private final Context context;
  private final TaskDefinition definition;
  private final String taskId;
  private final Egress egress;

  TaskStart(Context context, TaskDefinition definition, TaskRow task) {
    this.context = context;
    this.definition = definition;
    this.taskId = task.id();
    this.egress =
        new Egress(
            context,
            TaskTargets.interfaceId(task)
                .flatMap(id -> context.table(Ec2Tables.NETWORK_INTERFACES).find(id)));
  }

  /**
   * What the containers start with.
   *
   * @param environment what they see, secrets included
   * @param digests of the images by container
   */
  record Ready(Map<String, String> environment, Map<String, String> digests) {}

  /**
   * @param pinned digests that the deployment resolved when it began, by container
   * @throws StartFailure in ECS's words
   */
  Ready prepare(Map<String, String> pinned) {
    definition.containerDefinitions().forEach(this::logIn);
    Map<String, String> environment = environment();
    definition
        .containerDefinitions()
        .forEach(
            container ->
                new TaskLogs(context, definition, taskId).open(container, egress.reaches("logs")));
    Map<String, String> digests = new LinkedHashMap<>();
    for (ContainerDefinition container : definition.containerDefinitions()) {
      String found = pull(container);
      digests.put(container.name(), pinned.getOrDefault(container.name(), found));
    }
    return new Ready(environment, digests);
  }

  private void logIn(ContainerDefinition container) {
    ImageReference image = ImageReference.of(container.image());
    boolean ecr = image.isEcr();
    if (ecr && !egress.reaches(image, "ecr.api")) {
      throw StartFailure.secrets(
          "unable to retrieve ecr registry auth: There is a connection issue between the task and"
              + " Amazon ECR. Check your task network configuration.");
    }
    if (ecr && !Roles.allows(context, definition, ECR_LOGIN, "*")) {
      throw StartFailure.secrets(
          "unable to retrieve ecr registry auth: service call has been retried 1 time(s): "
              + StartFailure.denied(definition, taskId, ECR_LOGIN, "*"));
    }
  }

  private Map<String, String> environment() {
    SecretFetch secrets = new SecretFetch(context, definition, taskId);
    boolean reachable = egress.reaches("secretsmanager");
    Map<String, String> environment = new HashMap<>();
    for (ContainerDefinition container : definition.containerDefinitions()) {
      container
          .environment()
          .forEach(pair -> environment.put(pair.name(), pair.value() == null ? "" : pair.value()));
      if (!reachable && !container.secrets().isEmpty()) {
        throw StartFailure.secrets(
            "unable to retrieve secret from asm: There is a connection issue between the task and"
                + " AWS Secrets Manager. Check your task network configuration. failed to fetch"
                + " secret "
                + container.secrets().get(0).valueFrom());
      }
      container
          .secrets()
          .forEach(secret -> environment.put(secret.name(), secrets.value(secret.valueFrom())));
    }
    return environment;
  }

  private String pull(ContainerDefinition container) {
    ImageReference image = ImageReference.of(container.image());
    if (!egress.reaches(image, "ecr.dkr")) {
      throw StartFailure.pull(
          "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to"
              + " resolve ref "
              + image
              + ": dial tcp: i/o timeout");
    }
    if (image.isEcr() && !egress.reaches(image, "s3")) {
      throw StartFailure.pull(
          "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy:"
              + " httpReadSeeker: failed open: failed to do request: Get layers of "
              + image
              + ": dial tcp: i/o timeout");
    }
    boolean denied =
        image
            .repositoryArn()
            .filter(
                arn ->
                    !Roles.allows(context, definition, ECR_PULL, arn)
                        || !Roles.allows(context, definition, ECR_LAYERS, arn))
            .isPresent();
    ImageRegistry registry = new ImageRegistry(context);
    ImageRegistry.Pull pull =
        denied ? registry.forbidden(image) : registry.pull(container.image(), architecture());
    if (pull instanceof ImageRegistry.Pull.Failed failed) {
      throw StartFailure.pull(failed.reason());
    }
    return ((ImageRegistry.Pull.Done) pull).digest();
  }

  private String architecture() {
    boolean arm =
        definition.runtimePlatform() != null
            && definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
    return arm ? "arm64" : "amd64";
  }
}
