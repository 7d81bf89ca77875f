package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/**
 * A load balancer.
 *
 * @param model as it is described, without its state, which follows from {@code activeAt}
 * @param attributes the full set, as strings
 * @param networkInterfaces ids of its interfaces in EC2, one for each subnet
 */
public record LoadBalancerRow(
    LoadBalancer model,
    Map<String, String> attributes,
    Instant activeAt,
    List<String> networkInterfaces) {

  public LoadBalancerRow {
    attributes = Map.copyOf(attributes);
    networkInterfaces = List.copyOf(networkInterfaces);
  }

  public String arn() {
    return model.loadBalancerArn();
  }

  LoadBalancerRow with(LoadBalancer other) {
    return new LoadBalancerRow(other, attributes, activeAt, networkInterfaces);
  }

  LoadBalancerRow withAttributes(Map<String, String> other) {
    return new LoadBalancerRow(model, other, activeAt, networkInterfaces);
  }
}
