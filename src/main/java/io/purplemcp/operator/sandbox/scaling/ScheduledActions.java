package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** Actions at set times. They are kept and told; the sandbox never comes to do them. */
final class ScheduledActions {
  private static final int MOST = 50;

  private final Context context;

  ScheduledActions(Context context) {
    this.context = context;
  }

  PutScheduledActionResponse put(PutScheduledActionRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    new Targets(context).require(scaled);
    String name =
        Optional.ofNullable(request.scheduledActionName())
            .orElseThrow(() -> ScalingErrors.missing("scheduledActionName"));
    Optional<ScheduledAction> old = context.table(ScalingTables.ACTIONS).find(scaled.key(name));
    if (old.isEmpty() && request.schedule() == null) {
      throw ScalingErrors.missing("schedule");
    }
    ScheduledAction.Builder action =
        old.map(ScheduledAction::toBuilder).orElseGet(() -> born(scaled, name));
    if (request.schedule() != null) {
      action.schedule(request.schedule());
    }
    if (request.scalableTargetAction() != null) {
      action.scalableTargetAction(request.scalableTargetAction());
    }
    action.timezone(request.timezone()).startTime(request.startTime()).endTime(request.endTime());
    context.table(ScalingTables.ACTIONS).put(scaled.key(name), action.build());
    return PutScheduledActionResponse.builder().build();
  }

  private ScheduledAction.Builder born(Scaled scaled, String name) {
    return ScheduledAction.builder()
        .scheduledActionName(name)
        .scheduledActionARN(
            context
                .scope()
                .arn(
                    "autoscaling",
                    "scheduledAction:"
                        + context.ids().uuid()
                        + ":resource/ecs/"
                        + scaled.resourceId()
                        + ":scheduledActionName/"
                        + name))
        .serviceNamespace("ecs")
        .resourceId(scaled.resourceId())
        .scalableDimension("ecs:service:DesiredCount")
        .creationTime(context.now());
  }

  DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request) {
    Scaled.namespace(request.serviceNamespace());
    List<ScheduledAction> found =
        context.table(ScalingTables.ACTIONS).all().stream()
            .filter(
                action ->
                    request.resourceId() == null
                        || request.resourceId().equals(action.resourceId()))
            .filter(
                action ->
                    request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
            .toList();
    Page<ScheduledAction> page =
        Page.of(
            found,
            request.nextToken(),
            ScalingErrors.pageSize(request.maxResults(), MOST),
            ScalingErrors.token());
    return DescribeScheduledActionsResponse.builder()
        .scheduledActions(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    context
        .table(ScalingTables.ACTIONS)
        .remove(scaled.key(request.scheduledActionName()))
        .orElseThrow(
            () ->
                ScalingErrors.notFound(
                    "No scheduled action found for "
                        + scaled
                        + ", scheduled action name: "
                        + request.scheduledActionName()));
    return DeleteScheduledActionResponse.builder().build();
  }
}
