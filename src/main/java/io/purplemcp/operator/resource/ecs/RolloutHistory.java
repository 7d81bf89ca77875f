package io.purplemcp.operator.resource.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * The rollouts of a service, the newest first. It tells a revision that ECS rolled back, which has
 * to be left alone, from one that somebody pointed the service away from, which is drift.
 */
record RolloutHistory(List<Rollout> newestFirst) {
  static final RolloutHistory UNKNOWN = new RolloutHistory(List.of());

  /** What DescribeServiceRevisions takes at once; older rollouts tell nothing of today. */
  private static final int LOOKED_AT = 20;

  static RolloutHistory read(EcsClient ecs, String cluster, String service) {
    List<ServiceDeploymentBrief> briefs =
        ecs.listServiceDeployments(
                request -> request.cluster(cluster).service(service).maxResults(LOOKED_AT))
            .serviceDeployments();
    Map<String, String> taskDefinitions =
        taskDefinitions(
            ecs,
            briefs.stream()
                .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                .filter(arn -> arn != null)
                .distinct()
                .limit(LOOKED_AT)
                .toList());
    var rollouts = new ArrayList<Rollout>();
    for (ServiceDeploymentBrief brief : briefs) {
      String taskDefinition = taskDefinitions.get(brief.targetServiceRevisionArn());
      if (taskDefinition != null) {
        rollouts.add(
            new Rollout(
                taskDefinition,
                brief.status(),
                Optional.ofNullable(brief.statusReason()).orElse(""),
                brief.createdAt()));
      }
    }
    rollouts.sort(Comparator.comparing(Rollout::createdAt).reversed());
    return new RolloutHistory(List.copyOf(rollouts));
  }

  private static Map<String, String> taskDefinitions(EcsClient ecs, List<String> revisions) {
    var taskDefinitions = new HashMap<String, String>();
    if (!revisions.isEmpty()) {
      for (ServiceRevision revision :
          ecs.describeServiceRevisions(request -> request.serviceRevisionArns(revisions))
              .serviceRevisions()) {
        taskDefinitions.put(revision.serviceRevisionArn(), revision.taskDefinition());
      }
    }
    return taskDefinitions;
  }

  /**
   * The rollout of a revision that was given up and after which nothing else was rolled out but
   * what it was rolled back to. Once another revision has been rolled out the failure is history,
   * and the revision may be tried again.
   */
  Optional<Rollout> givenUp(String taskDefinition) {
    int last = lastOf(taskDefinition);
    if (last < 0 || !newestFirst.get(last).givenUp()) {
      return Optional.empty();
    }
    Optional<String> before =
        newestFirst.subList(last + 1, newestFirst.size()).stream()
            .filter(Rollout::successful)
            .map(Rollout::taskDefinition)
            .findFirst();
    boolean otherSince =
        newestFirst.subList(0, last).stream()
            .anyMatch(
                rollout -> before.isPresent() && !rollout.taskDefinition().equals(before.get()));
    return otherSince ? Optional.empty() : Optional.of(newestFirst.get(last));
  }

  /** The newest rollout, if it was one of this revision and was given up. */
  Optional<Rollout> undone(String taskDefinition) {
    return newestFirst.stream()
        .findFirst()
        .filter(rollout -> rollout.givenUp() && rollout.taskDefinition().equals(taskDefinition));
  }

  private int lastOf(String taskDefinition) {
    for (int i = 0; i < newestFirst.size(); i++) {
      if (newestFirst.get(i).taskDefinition().equals(taskDefinition)) {
        return i;
      }
    }
    return -1;
  }
}
