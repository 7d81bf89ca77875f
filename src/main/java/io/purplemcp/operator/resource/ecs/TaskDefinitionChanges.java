package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;

/**
 * The calls that bring a family to its declared content.
 *
 * @param desired the declared content, as far as its references are known
 * @param stamps what a revision is to remember in its tags beside its content
 * @param known the revisions that are remembered; what is changed is forgotten
 */
record TaskDefinitionChanges(
    PurpleMcpDeployment deployment,
    String region,
    TaskDefinitionForm desired,
    Map<String, String> stamps,
    Map<String, Revision> known) {
  static final String HASH_TAG = Ownership.PREFIX + "definition-hash";

  /** The tags of a revision with the declared content. */
  Map<String, String> tags() {
    return tags(desired);
  }

  private Map<String, String> tags(TaskDefinitionForm form) {
    var tags = new TreeMap<>(Ownership.tags(deployment, TaskDefinitions.ROLE));
    tags.putAll(stamps);
    if (form.complete()) {
      tags.put(HASH_TAG, form.hash());
    }
    return tags;
  }

  Change register(ResourceId id, Comparison comparison, boolean replacesAnother) {
    return new Change(
        id,
        replacesAnother ? Action.UPDATE : Action.CREATE,
        comparison.differences(),
        Optional.empty(),
        List.of(Call.of("ecs:RegisterTaskDefinition", this::register)));
  }

  /**
   * Every registration makes a new revision, so one that an earlier call has made, whose answer was
   * lost, is looked for first.
   */
  private AwsResponse register(Execution execution) {
    RegisterTaskDefinitionRequest request =
        DesiredTaskDefinition.of(deployment, region, execution::reference);
    TaskDefinitionForm form = TaskDefinitionForm.of(request);
    EcsClient ecs = execution.clients().ecs();
    for (String arn : Revision.newest(ecs, request.family(), FamilyReading.NEWEST)) {
      Optional<Revision> found = Revision.read(ecs, arn);
      if (found.filter(revision -> isThat(form, revision)).isPresent()) {
        execution.publish(Reference.TASK_DEFINITION_ARN, arn);
        return ecs.describeTaskDefinition(describe -> describe.taskDefinition(arn));
      }
    }
    RegisterTaskDefinitionResponse response =
        ecs.registerTaskDefinition(request.toBuilder().tags(EcsTags.list(tags(form))).build());
    execution.publish(Reference.TASK_DEFINITION_ARN, response.taskDefinition().taskDefinitionArn());
    return response;
  }

  private boolean isThat(TaskDefinitionForm form, Revision revision) {
    return form.compare(Optional.of(revision.form())).same()
        && revision.tags().entrySet().containsAll(stamps.entrySet());
  }

  Change retag(ResourceId id, String arn, Comparison comparison, TagComparison tags) {
    List<Call> calls =
        EcsTags.calls(arn, tags).stream()
            .map(
                call ->
                    Call.of(
                        call.operation(),
                        execution -> {
                          known.remove(arn);
                          return call.run(execution);
                        }))
            .toList();
    return Change.update(id, comparison.differences(), calls);
  }

  Change deregister(Revision revision) {
    return deregister(TaskDefinitions.id(revision.name()), revision.arn());
  }

  static Change deregister(ResourceId id, String arn) {
    Call call =
        Call.of(
            "ecs:DeregisterTaskDefinition",
            execution ->
                execution
                    .clients()
                    .ecs()
                    .deregisterTaskDefinition(request -> request.taskDefinition(arn)));
    return new Change(
        id,
        Action.REAP,
        List.of(new Difference("status", Value.of("INACTIVE"), Value.of("ACTIVE"))),
        Optional.empty(),
        List.of(call));
  }
}
