package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** One revision of a task definition. Its content never changes; its status and tags may. */
record Revision(TaskDefinition definition, TaskDefinitionForm form, Map<String, String> tags) {
  /** Some kilobytes each; a target with more revisions than this reads some of them again. */
  private static final int MOST_REMEMBERED = 2_000;

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  String arn() {
    return definition.taskDefinitionArn();
  }

  String name() {
    return definition.family() + ":" + definition.revision();
  }

  boolean active() {
    return definition.status() != TaskDefinitionStatus.INACTIVE
        && definition.status() != TaskDefinitionStatus.DELETE_IN_PROGRESS;
  }

  /** From {@code arn:…:task-definition/FAMILY:7}. */
  static String familyOf(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return name.contains(":") ? name.substring(0, name.lastIndexOf(':')) : name;
  }

  static Revision of(DescribeTaskDefinitionResponse response) {
    return new Revision(
        response.taskDefinition(),
        TaskDefinitionForm.of(response.taskDefinition()),
        Tags.map(response.tags(), Tag::key, Tag::value));
  }

  /** Reads a revision; empty when ECS does not know it any more. */
  static Optional<Revision> read(EcsClient ecs, String arn) {
    try {
      return Optional.of(
          of(
              ecs.describeTaskDefinition(
                  request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS))));
    } catch (ClientException unknown) {
      if (unknown.getMessage().contains("Unable to describe task definition")) {
        return Optional.empty();
      }
      throw unknown;
    }
  }

  /** The revisions of a target that were read before, by ARN. */
  static Map<String, Revision> known(Look look) {
    return look.memory().remember("task definitions", FOR_EVER, ConcurrentHashMap::new);
  }

  /** Reads a revision, or takes what was read before. */
  static Optional<Revision> remembered(Look look, String arn, boolean fresh) {
    Map<String, Revision> known = known(look);
    if (fresh || !known.containsKey(arn)) {
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      read(look.clients().ecs(), arn)
          .ifPresentOrElse(revision -> known.put(arn, revision), () -> known.remove(arn));
    }
    return Optional.ofNullable(known.get(arn));
  }

  /** The ARNs of a family's active revisions, the newest first. */
  static List<String> newest(EcsClient ecs, String family, int limit) {
    // Despite its name the prefix is a whole family name.
    return ecs
        .listTaskDefinitions(
            request ->
                request
                    .familyPrefix(family)
                    .status(TaskDefinitionStatus.ACTIVE)
                    .sort(SortOrder.DESC)
                    .maxResults(limit))
        .taskDefinitionArns()
        .stream()
        .filter(arn -> familyOf(arn).equals(family))
        .toList();
  }
}
