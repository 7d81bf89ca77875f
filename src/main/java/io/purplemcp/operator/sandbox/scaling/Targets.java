package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.ecs.EcsService;
import io.purplemcp.operator.sandbox.iam.ServiceLinkedRoles;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Scalable targets: the bounds within which a service is scaled. */
final class Targets {
  /** What one call names and one page holds. */
  static final int MOST = 50;

  private static final int ID_DIGITS = 28;
  private static final String ACTIVE = "ACTIVE";

  private final Context context;

  Targets(Context context) {
    this.context = context;
  }

  /**
   * Adds a target, or changes what is sent of one; the service is moved into the bounds at once.
   */
  RegisterScalableTargetResponse register(RegisterScalableTargetRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    Optional<TargetRow> existing = table().find(scaled.key());
    if (existing.isPresent() && !request.tags().isEmpty()) {
      throw ScalingErrors.validation(
          "Tags cannot be changed by registering an existing scalable target again; use the"
              + " TagResource API.");
    }
    Service service =
        service(scaled)
            .orElseThrow(
                () ->
                    ScalingErrors.validation("ECS service doesn't exist: " + scaled.resourceId()));
    TargetRow row = existing.orElseGet(() -> born(scaled, request));
    ScalableTarget model = patched(row.model(), request);
    table().put(scaled.key(), row.with(model));
    move(scaled, service, model);
    return RegisterScalableTargetResponse.builder()
        .scalableTargetARN(model.scalableTargetARN())
        .build();
  }

  private TargetRow born(Scaled scaled, RegisterScalableTargetRequest request) {
    if (request.minCapacity() == null || request.maxCapacity() == null) {
      throw ScalingErrors.validation(
          "Minimum and maximum capacity must be specified when a scalable target is registered.");
    }
    ServiceLinkedRoles.ensure(context, ServiceLinkedRoles.ECS_SCALING);
    return new TargetRow(
        ScalableTarget.builder()
            .serviceNamespace(ServiceNamespace.ECS)
            .resourceId(scaled.resourceId())
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .roleARN(
                "arn:aws:iam::"
                    + context.scope().account()
                    + ":role/aws-service-role/"
                    + ServiceLinkedRoles.ECS_SCALING
                    + "/AWSServiceRoleForApplicationAutoScaling_ECSService")
            .creationTime(context.now())
            .suspendedState(suspended(null, null))
            .scalableTargetARN(
                context
                    .scope()
                    .arn(
                        "application-autoscaling",
                        "scalable-target/0ec5" + context.ids().hex(ID_DIGITS)))
            .build(),
        TargetTags.checked(request.tags()));
  }

  /** What was not sent stays as it is. */
  private static ScalableTarget patched(ScalableTarget old, RegisterScalableTargetRequest request) {
    int min = request.minCapacity() == null ? old.minCapacity() : request.minCapacity();
    int max = request.maxCapacity() == null ? old.maxCapacity() : request.maxCapacity();
    if (min < 0 || max < 0) {
      throw ScalingErrors.validation("Capacity cannot be negative.");
    }
    if (min > max) {
      throw ScalingErrors.validation("Maximum capacity cannot be less than minimum capacity");
    }
    return old.toBuilder()
        .minCapacity(min)
        .maxCapacity(max)
        .suspendedState(suspended(old.suspendedState(), request.suspendedState()))
        .build();
  }

  private static SuspendedState suspended(SuspendedState old, SuspendedState sent) {
    SuspendedState before = old == null ? SuspendedState.builder().build() : old;
    SuspendedState asked = sent == null ? before : sent;
    return SuspendedState.builder()
        .dynamicScalingInSuspended(
            either(asked.dynamicScalingInSuspended(), before.dynamicScalingInSuspended()))
        .dynamicScalingOutSuspended(
            either(asked.dynamicScalingOutSuspended(), before.dynamicScalingOutSuspended()))
        .scheduledScalingSuspended(
            either(asked.scheduledScalingSuspended(), before.scheduledScalingSuspended()))
        .build();
  }

  private static boolean either(Boolean sent, Boolean old) {
    return Boolean.TRUE.equals(sent == null ? old : sent);
  }

  private void move(Scaled scaled, Service service, ScalableTarget target) {
    int inside =
        Math.min(Math.max(service.desiredCount(), target.minCapacity()), target.maxCapacity());
    if (inside != service.desiredCount()) {
      new EcsService(context)
          .updateService(
              UpdateServiceRequest.builder()
                  .cluster(scaled.cluster())
                  .service(scaled.service())
                  .desiredCount(inside)
                  .build());
    }
  }

  private Optional<Service> service(Scaled scaled) {
    try {
      return new EcsService(context)
              .describeServices(
                  DescribeServicesRequest.builder()
                      .cluster(scaled.cluster())
                      .services(scaled.service())
                      .build())
              .services()
              .stream()
              .filter(service -> ACTIVE.equals(service.status()))
              .findFirst();
    } catch (AwsError noCluster) {
      return Optional.empty();
    }
  }

  DescribeScalableTargetsResponse describe(DescribeScalableTargetsRequest request) {
    Scaled.namespace(request.serviceNamespace());
    if (request.resourceIds().size() > MOST) {
      throw ScalingErrors.validation("ResourceIds can have no more than " + MOST + " entries.");
    }
    List<ScalableTarget> found =
        table().all().stream()
            .map(TargetRow::model)
            .filter(
                target ->
                    request.resourceIds().isEmpty()
                        || request.resourceIds().contains(target.resourceId()))
            .toList();
    Page<ScalableTarget> page =
        Page.of(
            found,
            request.nextToken(),
            ScalingErrors.pageSize(request.maxResults(), MOST),
            ScalingErrors.token());
    return DescribeScalableTargetsResponse.builder()
        .scalableTargets(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  /** Takes the target's policies and scheduled actions with it. */
  DeregisterScalableTargetResponse deregister(DeregisterScalableTargetRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    table().remove(scaled.key()).orElseThrow(() -> ScalingErrors.noTarget(scaled));
    String within = scaled.key("");
    Table<?> policies = context.table(ScalingTables.POLICIES);
    policies.rows().keySet().stream().filter(k -> k.startsWith(within)).forEach(policies::remove);
    Table<?> actions = context.table(ScalingTables.ACTIONS);
    actions.rows().keySet().stream().filter(k -> k.startsWith(within)).forEach(actions::remove);
    return DeregisterScalableTargetResponse.builder().build();
  }

  /**
   * @throws AwsError where the service has no scalable target
   */
  void require(Scaled scaled) {
    if (!table().contains(scaled.key())) {
      throw ScalingErrors.notFound("No scalable target registered for " + scaled);
    }
  }

  private Table<TargetRow> table() {
    return context.table(ScalingTables.TARGETS);
  }
}
