package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Occasion;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.autoscaling.ScalableTargets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Deployment;

/** The ECS services that keep the tasks running. */
public final class Services implements ResourceKind<Services.Observed> {
  public static final String NAME = "Service";

  /** The calls that change a service, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "", Set.of("UpdateService"),
          "tags", Set.of("TagResource", "UntagResource"),
          "presence", Set.of("DeleteService"));

  /** DescribeServices may not know a new service at once; this long it is believed to exist. */
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /**
   * What is read of services beyond {@link ServiceReadings}.
   *
   * @param details by the deployment's name
   */
  public record Observed(Map<String, ServiceDetails> details) {
    ServiceDetails of(PurpleMcpDeployment deployment) {
      return details.getOrDefault(deployment.name(), ServiceDetails.NOT_READ);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  private static ResourceId id(ServiceReadings.Key key) {
    return new ResourceId(NAME, key.toString());
  }

  @Override
  public Observed observe(Look look) {
    var details = new HashMap<String, ServiceDetails>();
    ServiceReadings.Observed readings = look.snapshot().of(ServiceReadings.class);
    TaskDefinitions.Observed definitions = look.snapshot().of(TaskDefinitions.class);
    for (PurpleMcpDeployment deployment : look.deployments()) {
      readings
          .of(deployment)
          .found()
          .filter(live -> !live.draining())
          .ifPresent(
              live ->
                  details.put(
                      deployment.name(),
                      ServiceDetails.read(
                          look,
                          deployment,
                          live,
                          definitions.of(deployment).newest().isEmpty()
                              && !new Placement(deployment).differs(live.service()))));
    }
    return new Observed(Map.copyOf(details));
  }

  /**
   * What serves behind a deployment's load balancer: the id of ECS's deployment, once its rollout
   * is over and a target is healthy. Empty also where the service is not ours.
   */
  public static Optional<String> serving(Snapshot snapshot, PurpleMcpDeployment deployment) {
    ServiceDetails details = snapshot.of(Services.class).of(deployment);
    boolean healthy =
        details.targets().found().map(targets -> ServiceDetails.healthy(targets) > 0).orElse(true);
    return snapshot
        .of(ServiceReadings.class)
        .of(deployment)
        .found()
        .filter(live -> healthy && live.settled() && !live.draining())
        .filter(live -> live.service().desiredCount() > 0 && live.service().runningCount() > 0)
        .filter(
            live ->
                Ownership.of(live.tags())
                    .flatMap(Ownership::deployment)
                    .filter(deployment.name()::equals)
                    .isPresent())
        .flatMap(ServiceReadings.Live::primary)
        .map(Deployment::id);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    ServiceReadings.Observed readings = view.observed(ServiceReadings.class);
    ServiceReadings.Key key = ServiceReadings.Key.of(deployment);
    ResourceId id = id(key);
    var assessment = Assessment.builder();
    Reading<ServiceReadings.Live> reading = readings.of(key);
    if (reading instanceof Reading.Present<ServiceReadings.Live> present) {
      assessLive(deployment, view, id, present.value(), assessment);
    } else if (reading instanceof Reading.Absent<ServiceReadings.Live>) {
      assessAbsent(deployment, view, id, readings.made().get(key), assessment);
    } else if (reading instanceof Reading.Unreadable<ServiceReadings.Live> unreadable) {
      assessment.finding(Finding.failed(id, unreadable.failure()));
    }
    return assessment.build();
  }

  private static void assessAbsent(
      PurpleMcpDeployment deployment,
      View view,
      ResourceId id,
      Instant made,
      Assessment.Builder assessment) {
    if (made != null && made.plus(UNTIL_SEEN).isAfter(view.now())) {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForPropagation,
              id,
              "The service was made at %s and ECS does not list it yet".formatted(made),
              LOOK_AGAIN));
      return;
    }
    var form = new ServiceForm(deployment, view, false);
    Comparison comparison = form.compare(Optional.empty()).comparison();
    Optional<Gate> gate = Gate.of(deployment, view, id);
    gate.ifPresent(closed -> assessment.finding(closed.finding()));
    assessment
        .compared(id, comparison)
        .change(
            new ServiceChanges(deployment, view, form)
                .create(id, comparison, gate.map(Gate::missing)));
  }

  private static void assessLive(
      PurpleMcpDeployment deployment,
      View view,
      ResourceId id,
      ServiceReadings.Live live,
      Assessment.Builder assessment) {
    String arn = live.service().serviceArn();
    if (live.draining()) {
      assessment
          .claim(arn)
          .finding(
              Finding.waiting(
                  Reason.WaitingForDrain,
                  id,
                  "A deleted service of this name still drains %d tasks; the new one is made when it has gone"
                      .formatted(live.service().runningCount()),
                  LOOK_AGAIN));
      return;
    }
    Optional<Finding> refusal = OwnershipCheck.refusal(id, arn, live.tags(), deployment, view);
    if (refusal.isPresent()) {
      assessment.finding(refusal.get());
      return;
    }
    assessment
        .claim(arn)
        .reference(Reference.SERVICE_ARN, arn)
        .convergedSpec(Optional.ofNullable(live.tags().get(ServiceForm.SPEC_HASH_TAG)));
    var status =
        new ServiceStatus(
            id,
            live,
            view.observed(Services.class).of(deployment),
            view.reference(Reference.TASK_DEFINITION_ARN),
            view.now());
    boolean scaled = view.observed(ScalableTargets.class).scales(deployment);
    Optional<Rollout> undone =
        Optional.of(live.service())
            .filter(new Placement(deployment)::differs)
            .flatMap(service -> status.undone(view.specHash()));
    var form =
        new ServiceForm(deployment, view, status.heldBack().isPresent(), undone.isEmpty(), scaled);
    ServiceForm.Compared compared = form.compare(Optional.of(live));
    assessment.compared(id, compared.comparison());
    undone
        .map(status::takenBack)
        .or(() -> status.finding(form.count(live.service())))
        .ifPresent(assessment::finding);
    replacementRequired(id, compared.comparison()).ifPresent(assessment::finding);
    var changes = new ServiceChanges(deployment, view, form);
    Optional<Occasion> occasion =
        RevisionChoice.of(deployment, view).occasion(ServiceForm.TASK_DEFINITION);
    changes
        .update(id, live, compared)
        .map(change -> occasion.map(change::because).orElse(change))
        .ifPresent(assessment::change);
    if (!compared.comparison().differsAt(ServiceForm.TASK_DEFINITION)
        && status.worthAnotherTry(view.specHash())) {
      assessment.change(changes.tryAnew(id));
    }
  }

  private static Optional<Finding> replacementRequired(ResourceId id, Comparison comparison) {
    return comparison.differencesAt(ServiceForm.SCHEDULING).stream()
        .findFirst()
        .map(
            difference ->
                Finding.blocked(
                    Reason.ReplacementRequired,
                    id,
                    "%s cannot be changed in place (%s); give compute.service another name, and a new service is made"
                        .formatted(id, difference)));
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return id(ServiceReadings.Key.of(deployment)).equals(owned.resource());
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return snapshot.of(ServiceReadings.class).byKey().entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals(resource.name()))
        .findFirst()
        .flatMap(
            entry ->
                Trace.calls(path, CALLS)
                    .map(
                        calls ->
                            new Trace(
                                List.of(),
                                mentions(entry.getKey(), entry.getValue(), path),
                                calls,
                                false)));
  }

  /** A service is named together with its cluster, but for its tags. */
  private static List<Set<String>> mentions(
      ServiceReadings.Key key, Reading<ServiceReadings.Live> reading, String path) {
    Set<String> arn =
        reading.found().map(live -> Set.of(live.service().serviceArn())).orElse(Set.of());
    if (path.startsWith("tags")) {
      return List.of(arn);
    }
    Set<String> cluster =
        reading
            .found()
            .map(live -> Set.of(key.cluster(), live.service().clusterArn()))
            .orElse(Set.of(key.cluster()));
    Set<String> service = new HashSet<>(arn);
    service.add(key.service());
    return List.of(service, cluster);
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(ServiceReadings.class).byKey().entrySet().stream()
        .flatMap(
            each ->
                each.getValue().found().stream()
                    .flatMap(
                        live ->
                            Owned.of(id(each.getKey()), live.service().serviceArn(), live.tags())))
        .toList();
  }

  /** To zero, wait until the tasks have gone, delete, wait until the service has gone. */
  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      Optional<ServiceReadings.Live> live =
          ServiceReadings.Key.ofArn(each.id())
              .flatMap(key -> view.observed(ServiceReadings.class).of(key).found());
      live.ifPresent(there -> retire(each.resource(), there, assessment));
    }
    return assessment.build();
  }

  private static void retire(
      ResourceId id, ServiceReadings.Live live, Assessment.Builder assessment) {
    int tasks = live.service().runningCount() + live.service().pendingCount();
    if (live.draining() || (live.service().desiredCount() == 0 && tasks > 0)) {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForDrain,
              id,
              "%d tasks of the service are still stopping".formatted(tasks),
              LOOK_AGAIN));
    } else if (live.service().desiredCount() > 0) {
      assessment.change(ServiceChanges.scaleToZero(id, live));
    } else {
      assessment.change(ServiceChanges.delete(id, live));
    }
  }
}
