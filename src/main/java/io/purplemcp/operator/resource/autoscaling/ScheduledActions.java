package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * Scalings at set times. None are declared: an action on a target of ours was added by hand, would
 * change the target's bounds, and is removed.
 */
public final class ScheduledActions implements ResourceKind<ScheduledActions.Observed> {
  public static final String NAME = "ScheduledAction";

  /**
   * @param byResourceId the actions of each service whose turn it was
   */
  public record Observed(Map<String, Reading<List<ScheduledAction>>> byResourceId) {}

  private static ResourceId id(ScaledService service, String action) {
    return new ResourceId(NAME, service + "/" + action);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    ScalableTargets.Observed targets = look.snapshot().of(ScalableTargets.class);
    var byResourceId = new HashMap<String, Reading<List<ScheduledAction>>>();
    look.deployments().stream()
        .filter(deployment -> deployment.spec().compute().autoscaling().isPresent())
        .filter(targets::scales)
        .filter(look::deep)
        .map(ScaledService::of)
        .forEach(service -> byResourceId.put(service.resourceId(), read(look, service)));
    return new Observed(Map.copyOf(byResourceId));
  }

  private static Reading<List<ScheduledAction>> read(Look look, ScaledService service) {
    try {
      return new Reading.Present<>(
          look
              .clients()
              .autoScaling()
              .describeScheduledActionsPaginator(
                  request ->
                      request
                          .serviceNamespace(ServiceNamespace.ECS)
                          .resourceId(service.resourceId()))
              .scheduledActions()
              .stream()
              .toList());
    } catch (SdkException refused) {
      return new Reading.Unreadable<>(
          Failures.of(refused, "application-autoscaling:DescribeScheduledActions"));
    }
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    if (!ScaledService.ours(deployment, view)) {
      return Assessment.NOTHING;
    }
    ScaledService service = ScaledService.of(deployment);
    Reading<List<ScheduledAction>> reading =
        view.observed(ScheduledActions.class)
            .byResourceId()
            .getOrDefault(service.resourceId(), new Reading.NotRead<>());
    var assessment = Assessment.builder();
    if (reading instanceof Reading.Unreadable<List<ScheduledAction>> unreadable) {
      assessment.finding(
          Finding.failed(new ResourceId(NAME, service.toString()), unreadable.failure()));
    }
    reading.found().orElse(List.of()).forEach(a -> assessment.change(removal(service, a)));
    return assessment.build();
  }

  private static Change removal(ScaledService service, ScheduledAction action) {
    return new Change(
        id(service, action.scheduledActionName()),
        Action.DELETE,
        List.of(new Difference("schedule", Value.ABSENT, Value.of(action.schedule()))),
        Optional.empty(),
        List.of(ScalingCalls.deleteScheduledAction(service, action.scheduledActionName())));
  }

  /** What a service has of scaling is put right with the service, whatever the spec says of it. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return owned.resource().name().startsWith(ScaledService.of(deployment) + "/");
  }

  /** They go with their target. */
  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
