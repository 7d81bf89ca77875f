package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Task definitions: families of revisions, none of which ever changes. */
final class TaskDefinitionBook {
  private static final int DELETE_MOST = 10;
  private static final Comparator<TaskDefinition> IN_ORDER =
      Comparator.comparing(TaskDefinition::family).thenComparing(TaskDefinition::revision);

  private final Context context;
  private final EcsTags tags;

  TaskDefinitionBook(Context context) {
    this.context = context;
    this.tags = new EcsTags(context);
  }

  /** Always makes a new revision, also for what an earlier one says already. */
  RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
    TaskDefinitionRules.check(context, request);
    EcsTags.check(request.tags());
    int revision = context.table(EcsTables.REVISIONS).find(request.family()).orElse(0) + 1;
    TaskDefinition definition = echo(request, revision);
    context.table(EcsTables.REVISIONS).put(request.family(), revision);
    table().put(key(definition), definition);
    tags.begin(definition.taskDefinitionArn(), request.tags());
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(definition)
        .tags(request.tags())
        .build();
  }

  private TaskDefinition echo(RegisterTaskDefinitionRequest request, int revision) {
    NetworkMode mode = request.networkMode();
    TaskDefinition.Builder shown =
        TaskDefinition.builder()
            .taskDefinitionArn(EcsArns.taskDefinition(context, request.family(), revision))
            .family(request.family())
            .revision(revision)
            .status(TaskDefinitionStatus.ACTIVE)
            .containerDefinitions(
                request.containerDefinitions().stream()
                    .map(container -> TaskDefinitionEcho.container(container, mode))
                    .toList())
            .taskRoleArn(roleArn(request.taskRoleArn()))
            .executionRoleArn(roleArn(request.executionRoleArn()))
            .networkMode(mode)
            .volumes(List.copyOf(request.volumes()))
            .placementConstraints(List.copyOf(request.placementConstraints()))
            .compatibilities(compatibilities(request))
            .runtimePlatform(request.runtimePlatform())
            .cpu(TaskSize.cpu(request.cpu()))
            .memory(TaskSize.memory(request.memory()))
            .pidMode(request.pidMode())
            .ipcMode(request.ipcMode())
            .proxyConfiguration(request.proxyConfiguration())
            .ephemeralStorage(request.ephemeralStorage())
            .enableFaultInjection(Boolean.TRUE.equals(request.enableFaultInjection()))
            .registeredAt(context.now())
            .registeredBy(context.caller());
    if (request.hasRequiresCompatibilities()) {
      shown.requiresCompatibilities(request.requiresCompatibilities());
    }
    return shown.requiresAttributes(RequiredAttributes.of(shown.build())).build();
  }

  /** A role may be given by name; AWS shows its ARN. */
  private String roleArn(String given) {
    return given == null || given.isEmpty() || given.startsWith("arn:")
        ? given
        : "arn:aws:iam::" + context.scope().account() + ":role/" + given;
  }

  private static List<Compatibility> compatibilities(RegisterTaskDefinitionRequest request) {
    return request.networkMode() == NetworkMode.AWSVPC
            && request.cpu() != null
            && request.memory() != null
        ? List.of(Compatibility.EC2, Compatibility.FARGATE)
        : List.of(Compatibility.EC2);
  }

  DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
    TaskDefinition definition =
        find(request.taskDefinition())
            .orElseThrow(() -> EcsError.client("Unable to describe task definition."));
    List<Tag> shown =
        request.include().contains(TaskDefinitionField.TAGS)
            ? tags.of(definition.taskDefinitionArn())
            : List.of();
    return DescribeTaskDefinitionResponse.builder().taskDefinition(definition).tags(shown).build();
  }

  /** A family stands for its newest active revision. */
  Optional<TaskDefinition> find(String reference) {
    if (reference == null || reference.isBlank()) {
      throw EcsError.client("TaskDefinition can not be blank.");
    }
    String name = EcsArns.last(reference);
    if (name.contains(":")) {
      return table().find(name);
    }
    return table().all().stream()
        .filter(definition -> definition.family().equals(name))
        .filter(definition -> definition.status() == TaskDefinitionStatus.ACTIVE)
        .max(IN_ORDER);
  }

  /**
   * The revision that a service or a task is to run.
   *
   * @throws io.purplemcp.operator.sandbox.core.AwsError where it does not exist or was deregistered
   */
  TaskDefinition runnable(String reference) {
    TaskDefinition definition =
        find(reference).orElseThrow(() -> EcsError.client("TaskDefinition not found."));
    if (definition.status() != TaskDefinitionStatus.ACTIVE) {
      throw EcsError.client("TaskDefinition is inactive");
    }
    return definition;
  }

  /** The prefix is, despite its name, the whole name of a family. */
  ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
    TaskDefinitionStatus status =
        request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
    Comparator<TaskDefinition> order =
        request.sort() == SortOrder.DESC ? IN_ORDER.reversed() : IN_ORDER;
    List<String> arns =
        table().all().stream()
            .filter(definition -> definition.status() == status)
            .filter(
                definition ->
                    request.familyPrefix() == null
                        || definition.family().equals(request.familyPrefix()))
            .sorted(order)
            .map(TaskDefinition::taskDefinitionArn)
            .toList();
    Page<String> page = Pages.of(arns, request.nextToken(), request.maxResults(), 100, 100);
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  ListTaskDefinitionFamiliesResponse listFamilies(ListTaskDefinitionFamiliesRequest request) {
    String prefix = request.familyPrefix() == null ? "" : request.familyPrefix();
    List<String> families =
        table().all().stream()
            .map(TaskDefinition::family)
            .filter(family -> family.startsWith(prefix))
            .distinct()
            .filter(family -> matches(family, request.status()))
            .sorted()
            .toList();
    Page<String> page = Pages.of(families, request.nextToken(), request.maxResults(), 100, 100);
    return ListTaskDefinitionFamiliesResponse.builder()
        .families(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private boolean matches(String family, TaskDefinitionFamilyStatus status) {
    boolean active =
        table().all().stream()
            .anyMatch(
                definition ->
                    definition.family().equals(family)
                        && definition.status() == TaskDefinitionStatus.ACTIVE);
    return status == null
        || status == TaskDefinitionFamilyStatus.ALL
        || active == (status == TaskDefinitionFamilyStatus.ACTIVE);
  }

  /** A deregistered revision can still be described, and goes on running where it runs. */
  DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
    TaskDefinition definition = revision(request.taskDefinition());
    if (definition.status() == TaskDefinitionStatus.ACTIVE) {
      definition = become(definition, TaskDefinitionStatus.INACTIVE);
    }
    return DeregisterTaskDefinitionResponse.builder().taskDefinition(definition).build();
  }

  DeleteTaskDefinitionsResponse delete(DeleteTaskDefinitionsRequest request) {
    if (request.taskDefinitions().size() > DELETE_MOST) {
      throw EcsError.invalid("You can specify up to " + DELETE_MOST + " task definitions.");
    }
    List<TaskDefinition> deleted = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : request.taskDefinitions()) {
      TaskDefinition definition = revision(reference);
      if (definition.status() == TaskDefinitionStatus.ACTIVE) {
        failures.add(stillActive(definition));
      } else {
        deleted.add(become(definition, TaskDefinitionStatus.DELETE_IN_PROGRESS));
      }
    }
    return DeleteTaskDefinitionsResponse.builder()
        .taskDefinitions(deleted)
        .failures(failures)
        .build();
  }

  private static Failure stillActive(TaskDefinition definition) {
    return Failure.builder()
        .arn(definition.taskDefinitionArn())
        .reason(
            "The specified task definition is still in ACTIVE status. Please deregister the"
                + " target and try again.")
        .build();
  }

  private TaskDefinition revision(String reference) {
    if (reference == null || !EcsArns.last(reference).contains(":")) {
      throw EcsError.client("Invalid revision number. Number: null");
    }
    return find(reference)
        .orElseThrow(() -> EcsError.client("The specified task definition does not exist."));
  }

  private TaskDefinition become(TaskDefinition definition, TaskDefinitionStatus status) {
    TaskDefinition changed =
        definition.toBuilder().status(status).deregisteredAt(context.now()).build();
    table().put(key(changed), changed);
    return changed;
  }

  private static String key(TaskDefinition definition) {
    return definition.family() + ":" + definition.revision();
  }

  private Table<TaskDefinition> table() {
    return context.table(EcsTables.TASK_DEFINITIONS);
  }
}
