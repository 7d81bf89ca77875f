package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What happens before a task's containers run, each step of which may fail as it does on AWS. */
final class TaskStart {
  private final Context context;

  TaskStart(Context context) {
    this.context = context;
  }

  /** The end of the preparations. */
  sealed interface Outcome {
    /**
     * @param environment what the containers see, secrets included
     * @param digests of the images by container
     */
    record Ready(Map<String, String> environment, Map<String, String> digests) implements Outcome {}

    /**
     * @param reason the task's stopped reason
     */
    record Failed(String reason) implements Outcome {}
  }

  /**
   * @param pinned digests that the deployment resolved when it began, by container
   */
  Outcome prepare(TaskDefinition definition, Map<String, String> pinned, String taskId) {
    Map<String, String> environment = new HashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    for (ContainerDefinition container : definition.containerDefinitions()) {
      Optional<Outcome> failure = pull(container, definition, pinned, digests);
      if (failure.isPresent()) {
        return failure.get();
      }
      container.environment().forEach(pair -> environment.put(pair.name(), pair.value()));
    }
    return new Outcome.Ready(environment, digests);
  }

  private Optional<Outcome> pull(
      ContainerDefinition container,
      TaskDefinition definition,
      Map<String, String> pinned,
      Map<String, String> digests) {
    ImageRegistry.Pull pull =
        new ImageRegistry(context).pull(container.image(), architecture(definition));
    if (pull instanceof ImageRegistry.Pull.Failed failed) {
      return Optional.of(new Outcome.Failed(failed.reason()));
    }
    String found = ((ImageRegistry.Pull.Done) pull).digest();
    digests.put(container.name(), pinned.getOrDefault(container.name(), found));
    return Optional.empty();
  }

  private static String architecture(TaskDefinition definition) {
    boolean arm =
        definition.runtimePlatform() != null
            && definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
    return arm ? "arm64" : "amd64";
  }
}
