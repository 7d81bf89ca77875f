package io.purplemcp.operator.sandbox.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Attributes between the three classes of the SDK and maps. */
final class ElbAttributes {
  private ElbAttributes() {}

  static List<LoadBalancerAttribute> loadBalancer(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(one -> LoadBalancerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
        .toList();
  }

  static Map<String, String> ofLoadBalancer(List<LoadBalancerAttribute> attributes) {
    Map<String, String> map = new LinkedHashMap<>();
    ElbErrors.required(attributes, "attributes").forEach(one -> put(map, one.key(), one.value()));
    return map;
  }

  static List<TargetGroupAttribute> targetGroup(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(one -> TargetGroupAttribute.builder().key(one.getKey()).value(one.getValue()).build())
        .toList();
  }

  static Map<String, String> ofTargetGroup(List<TargetGroupAttribute> attributes) {
    Map<String, String> map = new LinkedHashMap<>();
    ElbErrors.required(attributes, "attributes").forEach(one -> put(map, one.key(), one.value()));
    return map;
  }

  static List<ListenerAttribute> listener(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(one -> ListenerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
        .toList();
  }

  static Map<String, String> ofListener(List<ListenerAttribute> attributes) {
    Map<String, String> map = new LinkedHashMap<>();
    ElbErrors.required(attributes, "attributes").forEach(one -> put(map, one.key(), one.value()));
    return map;
  }

  private static void put(Map<String, String> map, String key, String value) {
    map.put(ElbErrors.required(key, "key"), value == null ? "" : value);
  }
}
