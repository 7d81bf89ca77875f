package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * What a service is scaled by: one target tracking policy for each declared metric. The target is
 * ours alone, so a policy that was not declared was added by hand and is removed.
 */
public final class ScalingPolicies implements ResourceKind<ScalingPolicies.Observed> {
  public static final String NAME = "ScalingPolicy";

  /**
   * @param byResourceId the policies by name, for each service whose turn it was
   */
  public record Observed(Map<String, Reading<Map<String, ScalingPolicy>>> byResourceId) {
    Reading<Map<String, ScalingPolicy>> of(ScaledService service) {
      return byResourceId.getOrDefault(service.resourceId(), new Reading.NotRead<>());
    }
  }

  static ResourceId id(ScaledService service, String policy) {
    return new ResourceId(NAME, service + "/" + policy);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    ScalableTargets.Observed targets = look.snapshot().of(ScalableTargets.class);
    var byResourceId = new HashMap<String, Reading<Map<String, ScalingPolicy>>>();
    for (PurpleMcpDeployment deployment : look.deployments()) {
      if (deployment.spec().compute().autoscaling().isEmpty()) {
        continue;
      }
      ScaledService service = ScaledService.of(deployment);
      if (targets.of(service).absent()) {
        byResourceId.put(service.resourceId(), new Reading.Absent<>());
      } else if (look.deep(deployment)) {
        byResourceId.put(service.resourceId(), read(look, service));
      }
    }
    return new Observed(Map.copyOf(byResourceId));
  }

  private static Reading<Map<String, ScalingPolicy>> read(Look look, ScaledService service) {
    try {
      return new Reading.Present<>(
          look
              .clients()
              .autoScaling()
              .describeScalingPoliciesPaginator(
                  request ->
                      request
                          .serviceNamespace(ServiceNamespace.ECS)
                          .resourceId(service.resourceId()))
              .scalingPolicies()
              .stream()
              .collect(Collectors.toMap(ScalingPolicy::policyName, policy -> policy)));
    } catch (SdkException refused) {
      return new Reading.Unreadable<>(
          Failures.of(refused, "application-autoscaling:DescribeScalingPolicies"));
    }
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Optional<AutoscalingSpec> scaling = deployment.spec().compute().autoscaling();
    if (scaling.isEmpty() || !ScaledService.ours(deployment, view)) {
      return Assessment.NOTHING;
    }
    ScaledService service = ScaledService.of(deployment);
    var assessment = Assessment.builder();
    Reading<Map<String, ScalingPolicy>> reading = view.observed(ScalingPolicies.class).of(service);
    if (reading instanceof Reading.Unreadable<Map<String, ScalingPolicy>> unreadable) {
      return assessment
          .finding(Finding.failed(new ResourceId(NAME, service.toString()), unreadable.failure()))
          .build();
    }
    Set<String> names = new HashSet<>();
    for (Metric metric : Metric.declared(scaling.get())) {
      names.add(metric.policyName());
      declared(new PolicyForm(deployment, scaling.get(), metric), reading, view, assessment);
    }
    reading.found().orElse(Map.of()).keySet().stream()
        .filter(policy -> !names.contains(policy))
        .sorted()
        .forEach(
            policy ->
                assessment.change(
                    Change.delete(
                        id(service, policy), ScalingCalls.deletePolicy(service, policy))));
    return assessment.build();
  }

  private static void declared(
      PolicyForm form,
      Reading<Map<String, ScalingPolicy>> reading,
      View view,
      Assessment.Builder assessment) {
    if (reading instanceof Reading.NotRead<Map<String, ScalingPolicy>>) {
      assessment.compared(form.id(), form.unread(view));
      return;
    }
    Optional<ScalingPolicy> live =
        reading.found().map(policies -> policies.get(form.metric().policyName()));
    Comparison comparison = form.compare(live, view);
    assessment.compared(form.id(), comparison);
    if (live.isEmpty()) {
      assessment.change(form.create(comparison));
    } else if (!comparison.same()) {
      assessment.change(form.update(comparison));
    }
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
