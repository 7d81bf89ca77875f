package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The bounds within which Application Auto Scaling chooses a service's number of tasks. A target on
 * a service of ours whose number of tasks is declared was added by hand, would change that number,
 * and is removed.
 */
public final class ScalableTargets implements ResourceKind<ScalableTargets.Observed> {
  public static final String NAME = "ScalableTarget";

  /** How many services DescribeScalableTargets takes by name. */
  private static final int BATCH = 50;

  /** How long it is believed that nobody scales what is not to be scaled. */
  private static final Duration WHILE_NONE = Duration.ofMinutes(2);

  /**
   * @param tags only read in turn, as AWS tells those of one target at a time
   */
  record Live(ScalableTarget target, Reading<Map<String, String>> tags) {
    /** Targets of before 2023 have no ARN until they are registered again. */
    String id() {
      return Optional.ofNullable(target.scalableTargetARN()).orElse(target.resourceId());
    }
  }

  /**
   * @param byResourceId what was read, for each service that we know
   */
  public record Observed(Map<String, Reading<Live>> byResourceId) {
    Reading<Live> of(ScaledService service) {
      return byResourceId.getOrDefault(service.resourceId(), new Reading.NotRead<>());
    }

    /** Whether something chooses the number of tasks of the deployment's service. */
    public boolean scales(PurpleMcpDeployment deployment) {
      return of(ScaledService.of(deployment)).found().isPresent();
    }
  }

  static ResourceId id(ScaledService service) {
    return new ResourceId(NAME, service.toString());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    Map<String, PurpleMcpDeployment> declared =
        look.deployments().stream()
            .filter(deployment -> deployment.spec().compute().autoscaling().isPresent())
            .collect(Collectors.toMap(d -> ScaledService.of(d).resourceId(), d -> d));
    Set<String> others = new TreeSet<>();
    look.snapshot()
        .of(ServiceReadings.class)
        .byKey()
        .keySet()
        .forEach(key -> others.add(ScaledService.of(key).resourceId()));
    others.removeAll(declared.keySet());
    var byResourceId = new HashMap<String, Reading<Live>>();
    read(look, new TreeSet<>(declared.keySet()), declared, byResourceId);
    AtomicBoolean none =
        look.memory().remember("no scalable target of " + others, WHILE_NONE, AtomicBoolean::new);
    if (!none.get()) {
      read(look, others, declared, byResourceId);
      none.set(others.stream().allMatch(service -> byResourceId.get(service).absent()));
    }
    return new Observed(Map.copyOf(byResourceId));
  }

  private static void read(
      Look look,
      Set<String> services,
      Map<String, PurpleMcpDeployment> declared,
      Map<String, Reading<Live>> byResourceId) {
    List<String> all = List.copyOf(services);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      try {
        batch.forEach(service -> byResourceId.put(service, new Reading.Absent<>()));
        look.clients()
            .autoScaling()
            .describeScalableTargetsPaginator(
                request -> request.serviceNamespace(ServiceNamespace.ECS).resourceIds(batch))
            .scalableTargets()
            .forEach(
                target ->
                    byResourceId.put(
                        target.resourceId(),
                        new Reading.Present<>(
                            new Live(
                                target, tags(look, target, declared.get(target.resourceId()))))));
      } catch (SdkException refused) {
        var failure = Failures.of(refused, "application-autoscaling:DescribeScalableTargets");
        batch.forEach(service -> byResourceId.put(service, new Reading.Unreadable<>(failure)));
      }
    }
  }

  private static Reading<Map<String, String>> tags(
      Look look, ScalableTarget target, PurpleMcpDeployment declaredBy) {
    if (declaredBy == null || target.scalableTargetARN() == null || !look.deep(declaredBy)) {
      return new Reading.NotRead<>();
    }
    try {
      return new Reading.Present<>(
          look.clients()
              .autoScaling()
              .listTagsForResource(request -> request.resourceARN(target.scalableTargetARN()))
              .tags());
    } catch (ResourceNotFoundException gone) {
      return new Reading.NotRead<>();
    }
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    if (!ScaledService.ours(deployment, view)) {
      return Assessment.NOTHING;
    }
    ScaledService service = ScaledService.of(deployment);
    Reading<Live> reading = view.observed(ScalableTargets.class).of(service);
    Optional<AutoscalingSpec> scaling = deployment.spec().compute().autoscaling();
    var assessment = Assessment.builder();
    reading.found().ifPresent(live -> known(live, assessment));
    if (reading instanceof Reading.Unreadable<Live> unreadable) {
      assessment.finding(unreadable(service, scaling.isPresent(), unreadable));
    } else if (scaling.isPresent() && !(reading instanceof Reading.NotRead<Live>)) {
      declared(new TargetForm(deployment, scaling.get()), reading.found(), assessment);
    } else if (scaling.isEmpty()) {
      reading.found().ifPresent(live -> assessment.change(removal(service)));
    }
    return assessment.build();
  }

  private static void known(Live live, Assessment.Builder assessment) {
    assessment.claim(live.id());
    Optional.ofNullable(live.target().scalableTargetARN())
        .ifPresent(arn -> assessment.reference(Reference.SCALABLE_TARGET_ARN, arn));
  }

  private static void declared(
      TargetForm form, Optional<Live> live, Assessment.Builder assessment) {
    TargetForm.Compared compared = form.compare(live);
    assessment.compared(form.id(), compared.comparison());
    if (live.isEmpty()) {
      assessment.change(form.create(compared));
    } else if (!compared.comparison().same()) {
      assessment.change(form.update(live.get(), compared));
    }
  }

  /** Who does not scale is not to be held up by a right that is missing for it. */
  private static Finding unreadable(
      ScaledService service, boolean declared, Reading.Unreadable<Live> unreadable) {
    return declared
        ? Finding.failed(id(service), unreadable.failure())
        : Finding.notice(
            Reason.of(unreadable.failure().failureClass()),
            id(service),
            "Whether something scales the service could not be checked: "
                + unreadable.failure().sentence());
  }

  private static Change removal(ScaledService service) {
    return Change.delete(id(service), ScalingCalls.deregister(service));
  }

  /** What a service has of scaling is put right with the service, whatever the spec says of it. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return id(ScaledService.of(deployment)).equals(owned.resource());
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    Observed observed = snapshot.of(ScalableTargets.class);
    var owned = new ArrayList<Owned>();
    snapshot
        .of(ServiceReadings.class)
        .byKey()
        .forEach(
            (key, reading) -> {
              ScaledService service = ScaledService.of(key);
              reading
                  .found()
                  .flatMap(live -> Ownership.of(live.tags()))
                  .ifPresent(
                      ownership ->
                          observed
                              .of(service)
                              .found()
                              .ifPresent(
                                  live -> owned.add(new Owned(id(service), live.id(), ownership))));
            });
    return owned;
  }

  /** First of all: what would go on scaling a service that is being taken down. */
  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    view.observed(ServiceReadings.class).byKey().keySet().stream()
        .map(ScaledService::of)
        .filter(service -> owned.stream().anyMatch(o -> o.resource().equals(id(service))))
        .forEach(service -> assessment.change(removal(service)));
    return assessment.build();
  }
}
