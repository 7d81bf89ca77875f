package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * A target group.
 *
 * @param model as it is described, without the load balancers that use it, which follow from the
 *     listeners
 * @param attributes the full set, as strings
 * @param checkedSince since when the health check is as it is
 * @param before the group as it was until then; its verdict holds until the new check has come to
 *     one
 */
public record TargetGroupRow(
    TargetGroup model,
    Map<String, String> attributes,
    Instant checkedSince,
    Optional<TargetGroup> before) {

  public TargetGroupRow {
    attributes = Map.copyOf(attributes);
  }

  String arn() {
    return model.targetGroupArn();
  }

  TargetGroupRow checkedAs(TargetGroup other, Instant from) {
    return new TargetGroupRow(other, attributes, from, Optional.of(model));
  }

  TargetGroupRow withAttributes(Map<String, String> other) {
    return new TargetGroupRow(model, other, checkedSince, before);
  }
}
