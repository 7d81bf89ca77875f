package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Reads the families of task definitions; in the steady state from memory alone. */
final class FamilyReading {
  /** How many revisions are searched for one that a lost answer has left behind. */
  static final int NEWEST = 3;

  /** What ListTaskDefinitions gives on one page. */
  private static final int PAGE = 100;

  /** Tasks keep running when their revision is deregistered: this may be noticed a little later. */
  private static final Duration BETWEEN_READS = Duration.ofMinutes(2);

  /** The index lists what was deregistered long ago as well, so it is not asked in each pass. */
  private static final Duration BETWEEN_SEARCHES = Duration.ofHours(1);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Look look;
  private final EcsClient ecs;
  private final ServiceReadings.Observed services;

  FamilyReading(Look look) {
    this.look = look;
    this.ecs = look.clients().ecs();
    this.services = look.snapshot().of(ServiceReadings.class);
  }

  TaskDefinitions.Family of(PurpleMcpDeployment deployment) {
    remember(deployment);
    Reading<ServiceReadings.Live> service = services.of(deployment);
    Optional<Revision> running =
        service
            .found()
            .flatMap(live -> running(live.service().taskDefinition(), look.deep(deployment)));
    boolean settled =
        running.filter(Revision::active).filter(each -> declared(deployment, each)).isPresent()
            && !SecretRotation.of(
                    deployment, look.snapshot().of(ConsoleSecrets.class), running, service.found())
                .asksForOthers()
            && ImageRoll.of(deployment, look.snapshot().of(RunningImages.class)).due().isEmpty();
    List<Revision> newest = settled ? List.of() : newest(deployment.names().family());
    return new TaskDefinitions.Family(running, newest, history(deployment, service));
  }

  /** The content never changes, so that only the status and the tags are read again at times. */
  private Optional<Revision> running(String arn, boolean deep) {
    if (deep) {
      look.memory()
          .remember("status of " + arn, BETWEEN_READS, () -> Revision.remembered(look, arn, true));
    }
    return Revision.remembered(look, arn, false);
  }

  /** Whether a revision has the declared content, as far as the references are known by now. */
  private boolean declared(PurpleMcpDeployment deployment, Revision revision) {
    var references =
        new TaskDefinitionReferences(
            deployment, reference -> known(deployment, reference), Optional.of(revision));
    return TaskDefinitionForm.of(
            DesiredTaskDefinition.of(deployment, look.clients().region(), references))
        .compare(Optional.of(revision.form()))
        .same();
  }

  private Optional<String> known(PurpleMcpDeployment deployment, Reference reference) {
    return reference == Reference.SECRET_ARN
        ? look.snapshot()
            .of(ConsoleSecrets.class)
            .of(deployment)
            .found()
            .map(ConsoleSecrets.Secret::arn)
        : deployment.spec().iam().executionRoleArn();
  }

  private List<Revision> newest(String family) {
    return Revision.newest(ecs, family, NEWEST).stream()
        .flatMap(arn -> Revision.remembered(look, arn, false).stream())
        .toList();
  }

  /** Read once after each rollout, and once by each process. */
  private Reading<List<Revision>> history(
      PurpleMcpDeployment deployment, Reading<ServiceReadings.Live> service) {
    Optional<String> rollout =
        service
            .found()
            .filter(ServiceReadings.Live::settled)
            .flatMap(ServiceReadings.Live::primary)
            .map(primary -> primary.id());
    Map<String, String> last =
        look.memory().remember("rollouts cleaned up after", FOR_EVER, ConcurrentHashMap::new);
    if (rollout.isEmpty() || rollout.get().equals(last.put(deployment.name(), rollout.get()))) {
      return new Reading.NotRead<>();
    }
    List<String> arns = Revision.newest(ecs, deployment.names().family(), PAGE);
    if (arns.size() <= deployment.spec().policy().revisionHistoryLimit()) {
      return new Reading.Present<>(List.of());
    }
    return new Reading.Present<>(
        arns.stream().flatMap(arn -> Revision.remembered(look, arn, false).stream()).toList());
  }

  /** Families whose deployments are deleted with all that is theirs when they leave. */
  private Set<String> deletable() {
    return look.memory().remember("families to delete", FOR_EVER, ConcurrentHashMap::newKeySet);
  }

  private void remember(PurpleMcpDeployment deployment) {
    String family = deployment.names().family();
    if (deployment.spec().policy().deletion() == PolicySpec.Deletion.Delete) {
      deletable().add(family);
    } else {
      deletable().remove(family);
    }
  }

  /** Families that an earlier process has left behind; their service may have gone already. */
  private void searchLeftBehind() {
    look.memory()
        .remember(
            "families in the tagging index",
            BETWEEN_SEARCHES,
            () -> deletable().addAll(leftBehind()));
  }

  private Set<String> leftBehind() {
    return look
        .clients()
        .tagging()
        .getResourcesPaginator(
            request ->
                request
                    .resourceTypeFilters("ecs:task-definition")
                    .tagFilters(
                        TagFilter.builder()
                            .key(Ownership.MANAGED_BY)
                            .values(Ownership.OPERATOR)
                            .build(),
                        look.leaving().isEmpty() ? markedForDeletion() : of(look.leaving())))
        .resourceTagMappingList()
        .stream()
        .map(mapping -> Revision.familyOf(mapping.resourceARN()))
        .collect(Collectors.toSet());
  }

  private static TagFilter markedForDeletion() {
    return TagFilter.builder()
        .key(Ownership.DELETION)
        .values(PolicySpec.Deletion.Delete.name())
        .build();
  }

  private static TagFilter of(Set<String> deployments) {
    return TagFilter.builder().key(Ownership.DEPLOYMENT).values(deployments).build();
  }

  /** The active revisions of ours in families that no deployment names any more. */
  List<Revision> orphans() {
    services.all().stream()
        .filter(live -> deletable(live.tags()))
        .forEach(live -> deletable().add(Revision.familyOf(live.service().taskDefinition())));
    searchLeftBehind();
    var families = new HashSet<>(deletable());
    look.living().forEach(deployment -> families.remove(deployment.names().family()));
    var orphans = new ArrayList<Revision>();
    for (String family : families) {
      List<Revision> ours =
          Revision.newest(ecs, family, PAGE).stream()
              .flatMap(arn -> Revision.remembered(look, arn, false).stream())
              .filter(revision -> Ownership.of(revision.tags()).isPresent())
              .toList();
      orphans.addAll(ours);
      if (ours.isEmpty() && services.all().stream().noneMatch(live -> runs(live, family))) {
        deletable().remove(family);
      }
    }
    return orphans;
  }

  private boolean deletable(Map<String, String> tags) {
    return Ownership.of(tags)
        .filter(
            ownership ->
                ownership.deletion() == PolicySpec.Deletion.Delete
                    || ownership.deployment().filter(look.leaving()::contains).isPresent())
        .isPresent();
  }

  private static boolean runs(ServiceReadings.Live live, String family) {
    return Revision.familyOf(live.service().taskDefinition()).equals(family);
  }
}
