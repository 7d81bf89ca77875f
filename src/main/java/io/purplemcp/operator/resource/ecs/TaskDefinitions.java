package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * Task definitions: for each deployment a family with revisions. A new revision is registered only
 * when the one that the service runs has another content than declared, and none of the newest has
 * the declared one.
 */
public final class TaskDefinitions implements ResourceKind<TaskDefinitions.Observed> {
  public static final String NAME = "TaskDefinition";

  /** What can be changed of a revision is whether it is active, and its tags. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "status", Set.of("DeregisterTaskDefinition"),
          "tags", Set.of("TagResource", "UntagResource"));

  static final String ROLE = "task-definition";
  private static final String LOG_GROUP_OPTION = "awslogs-group";
  private static final Duration UNTIL_UNUSED = Duration.ofSeconds(15);

  /**
   * What was read of one deployment's family.
   *
   * @param running the revision that the service runs; empty where there is no service, or where
   *     ECS does not know the revision any more
   * @param newest the newest active revisions, where the running one is not the declared one
   * @param history the active revisions, the newest first, where old ones may be due
   */
  record Family(
      Optional<Revision> running, List<Revision> newest, Reading<List<Revision>> history) {}

  /**
   * @param byDeployment what was read, by the deployment's name
   * @param orphans the active revisions of families that have left the desired state
   * @param known the revisions that are remembered by ARN
   */
  public record Observed(
      Map<String, Family> byDeployment, List<Revision> orphans, Map<String, Revision> known) {
    /** Whether the containers of a revision write to a log group; if it was not read, they may. */
    public boolean mayLogTo(String arn, String group) {
      Revision revision = known.get(arn);
      return revision == null
          || revision.definition().containerDefinitions().stream()
              .map(ContainerDefinition::logConfiguration)
              .anyMatch(log -> log != null && group.equals(log.options().get(LOG_GROUP_OPTION)));
    }

    Family of(PurpleMcpDeployment deployment) {
      return byDeployment.getOrDefault(
          deployment.name(), new Family(Optional.empty(), List.of(), new Reading.NotRead<>()));
    }
  }

  static ResourceId id(String family) {
    return new ResourceId(NAME, family);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    var reading = new FamilyReading(look);
    var byDeployment = new HashMap<String, Family>();
    for (PurpleMcpDeployment deployment : look.deployments()) {
      byDeployment.put(deployment.name(), reading.of(deployment));
    }
    return new Observed(Map.copyOf(byDeployment), reading.orphans(), Revision.known(look));
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(TaskDefinitions.class);
    Family family = observed.of(deployment);
    var choice = RevisionChoice.of(deployment, view);
    var assessment = Assessment.builder();
    ResourceId id = id(deployment.names().family());
    Optional<Finding> refusal = refusal(id, deployment, view, family);
    if (refusal.isPresent()) {
      return assessment.finding(refusal.get()).build();
    }
    Comparison comparison = choice.comparison();
    choice.findings().forEach(assessment::finding);
    Optional<Revision> right = choice.right();
    boolean kept = right.filter(choice::runs).isPresent();
    var changes =
        new TaskDefinitionChanges(
            deployment, view.region(), choice.form(), choice.stamps(kept), observed.known());
    if (right.isEmpty()) {
      register(id, choice, comparison, changes, assessment);
      return assessment.build();
    }
    assessment
        .compared(id, comparison)
        .claim(right.get().arn())
        .reference(Reference.TASK_DEFINITION_ARN, right.get().arn());
    tags(id, right.get(), choice, changes, assessment);
    if (kept) {
      outlived(deployment, view, family)
          .forEach(revision -> assessment.change(changes.deregister(revision)));
    }
    return assessment.build();
  }

  private static void register(
      ResourceId id,
      RevisionChoice choice,
      Comparison comparison,
      TaskDefinitionChanges changes,
      Assessment.Builder assessment) {
    Change change = changes.register(id, comparison, choice.family().running().isPresent());
    assessment
        .compared(id, comparison)
        .change(
            choice
                .occasion(RevisionChoice.SECRET_VERSION_PATH, RevisionChoice.IMAGE_DIGEST_PATH)
                .map(change::because)
                .orElse(change));
  }

  /** What a service of ours runs is ours, too; so is a family in which we have a revision. */
  private static Optional<Finding> refusal(
      ResourceId id, PurpleMcpDeployment deployment, View view, Family family) {
    List<Revision> read =
        Stream.concat(family.running().stream(), family.newest().stream()).toList();
    boolean ours =
        Stream.concat(
                view.observed(ServiceReadings.class).of(deployment).found().stream()
                    .map(ServiceReadings.Live::tags),
                read.stream().map(Revision::tags))
            .anyMatch(tags -> OwnershipCheck.owned(tags, deployment));
    return ours || read.isEmpty()
        ? Optional.empty()
        : OwnershipCheck.refusal(id, read.get(0).arn(), read.get(0).tags(), deployment, view);
  }

  private static void tags(
      ResourceId id,
      Revision revision,
      RevisionChoice choice,
      TaskDefinitionChanges changes,
      Assessment.Builder assessment) {
    var comparison = new Comparison();
    TagComparison tags = TagComparison.of(comparison, changes.tags(), revision.tags());
    assessment.compared(id, comparison);
    if (!tags.same()) {
      assessment.change(changes.retag(id, revision.arn(), comparison, tags).because(choice.note()));
    }
  }

  /** Old revisions of ours beyond the limit, once a rollout is over; never one that is in use. */
  private static List<Revision> outlived(PurpleMcpDeployment deployment, View view, Family family) {
    Optional<ServiceReadings.Live> service =
        view.observed(ServiceReadings.class).of(deployment).found();
    if (service.isEmpty() || !service.get().settled()) {
      return List.of();
    }
    List<Revision> unused =
        family.history().found().orElse(List.of()).stream()
            .filter(each -> deployment.name().equals(each.tags().get(Ownership.DEPLOYMENT)))
            .filter(each -> !service.get().uses(each.arn()))
            .toList();
    int kept = Math.max(0, deployment.spec().policy().revisionHistoryLimit() - 1);
    return unused.subList(Math.min(kept, unused.size()), unused.size());
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.names().family().equals(Revision.familyOf(owned.id()));
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    Set<String> forms =
        snapshot.of(TaskDefinitions.class).known().values().stream()
            .filter(revision -> resource.name().equals(revision.definition().family()))
            .flatMap(
                revision ->
                    Stream.of(
                        revision.arn(), resource.name() + ":" + revision.definition().revision()))
            .collect(Collectors.toSet());
    return Trace.calls(path, CALLS)
        .map(calls -> new Trace(List.of(), List.of(forms), calls, false));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(TaskDefinitions.class).orphans().stream()
        .flatMap(revision -> Owned.of(id(revision.name()), revision.arn(), revision.tags()))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    List<ServiceReadings.Live> services = view.observed(ServiceReadings.class).all();
    for (Owned each : owned) {
      boolean running =
          services.stream()
              .anyMatch(live -> live.uses(each.id()) && live.service().runningCount() > 0);
      if (running) {
        assessment.finding(
            Finding.waiting(
                Reason.WaitingForDependency,
                each.resource(),
                "The task definition %s is deregistered when no task runs it any more"
                    .formatted(each.id()),
                UNTIL_UNUSED));
      } else {
        assessment.change(TaskDefinitionChanges.deregister(each.resource(), each.id()));
      }
    }
    return assessment.build();
  }
}
