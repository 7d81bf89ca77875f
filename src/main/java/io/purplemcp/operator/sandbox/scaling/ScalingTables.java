package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.TableKey;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** The tables of Application Auto Scaling, in each account and region. */
public final class ScalingTables {
  /** By {@link Scaled#key}. */
  public static final TableKey<TargetRow> TARGETS = TableKey.of("scaling.targets", TargetRow.class);

  /** By {@link Scaled#key} and the policy's name. */
  public static final TableKey<ScalingPolicy> POLICIES =
      TableKey.of("scaling.policies", ScalingPolicy.class);

  /** By {@link Scaled#key} and the action's name. */
  public static final TableKey<ScheduledAction> ACTIONS =
      TableKey.of("scaling.actions", ScheduledAction.class);

  private ScalingTables() {}
}
