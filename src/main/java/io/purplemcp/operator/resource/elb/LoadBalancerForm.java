package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** What the load balancer of a deployment or gateway should be, and the calls that make it so. */
record LoadBalancerForm(Balancer declared) {
  static final String DELETION_PROTECTION = "deletion_protection.enabled";
  static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";
  static final String DROP_INVALID_HEADERS = "routing.http.drop_invalid_header_fields.enabled";
  private static final String APPLICATION = "application";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  private LoadBalancerSpec spec() {
    return declared.spec();
  }

  ResourceId id() {
    return LoadBalancers.id(declared.name());
  }

  private Map<String, String> tags() {
    return Ownership.tags(declared.owner(), LoadBalancers.ROLE);
  }

  private Map<String, String> attributes() {
    return new TreeMap<>(
        Map.of(
            IDLE_TIMEOUT,
            spec().idleTimeoutSeconds().toString(),
            DROP_INVALID_HEADERS,
            spec().dropInvalidHeaderFields().toString(),
            DELETION_PROTECTION,
            spec().deletionProtection().toString()));
  }

  Compared compare(Optional<LoadBalancers.Live> live, View view) {
    LoadBalancer seen =
        live.map(LoadBalancers.Live::balancer).orElse(LoadBalancer.builder().build());
    var comparison =
        new Comparison()
            .value("Type", APPLICATION, seen.typeAsString())
            .value("Scheme", spec().scheme().text(), seen.schemeAsString())
            .value("IpAddressType", "ipv4", ipAddressType(live))
            .set(
                "Subnets",
                spec().subnets(),
                seen.availabilityZones().stream().map(AvailabilityZone::subnetId).toList());
    securityGroups(comparison, seen, view);
    if (live.isPresent()) {
      comparison.exposing("SecurityGroups");
    }
    attributes()
        .forEach(
            (key, value) -> {
              String path = "attributes[" + key + "]";
              if (live.isPresent()) {
                comparison.carried(
                    path, value, Optional.ofNullable(live.get().attributes().get(key)));
              } else {
                comparison.value(path, value, null);
              }
            });
    var tags =
        TagComparison.of(comparison, tags(), live.map(LoadBalancers.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  private static String ipAddressType(Optional<LoadBalancers.Live> live) {
    return live.map(
            each -> Optional.ofNullable(each.balancer().ipAddressTypeAsString()).orElse("ipv4"))
        .orElse(null);
  }

  private void securityGroups(Comparison comparison, LoadBalancer seen, View view) {
    if (!spec().securityGroups().isEmpty()) {
      comparison.set("SecurityGroups", spec().securityGroups(), seen.securityGroups());
      return;
    }
    Optional<String> ours = view.reference(Reference.LOAD_BALANCER_SECURITY_GROUP_ID);
    if (ours.isPresent()) {
      comparison.set("SecurityGroups", List.of(ours.get()), seen.securityGroups());
    } else {
      comparison.reference(
          "SecurityGroups",
          Optional.empty(),
          seen.hasSecurityGroups() ? String.join(", ", seen.securityGroups()) : null);
    }
  }

  private List<String> securityGroups(Execution execution) {
    return spec().securityGroups().isEmpty()
        ? List.of(execution.reference(Reference.LOAD_BALANCER_SECURITY_GROUP_ID))
        : spec().securityGroups();
  }

  Change create(Compared compared) {
    Call create =
        Call.of(
            "elasticloadbalancing:CreateLoadBalancer",
            execution -> {
              CreateLoadBalancerResponse response =
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .createLoadBalancer(
                          request ->
                              request
                                  .name(declared.name())
                                  .type(LoadBalancerTypeEnum.APPLICATION)
                                  .scheme(spec().scheme().text())
                                  .ipAddressType(IpAddressType.IPV4)
                                  .subnets(spec().subnets())
                                  .securityGroups(securityGroups(execution))
                                  .tags(ElbTags.list(tags())));
              LoadBalancer made = response.loadBalancers().get(0);
              execution.publish(Reference.LOAD_BALANCER_ARN, made.loadBalancerArn());
              execution.publish(Reference.LOAD_BALANCER_DNS_NAME, made.dnsName());
              return response;
            });
    return Change.create(
        id(), compared.comparison().differences(), create, modifyAttributes(attributes()));
  }

  private static Call modifyAttributes(Map<String, String> attributes) {
    List<LoadBalancerAttribute> list =
        attributes.entrySet().stream()
            .map(
                entry ->
                    LoadBalancerAttribute.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
            .toList();
    return Call.of(
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        execution ->
            execution
                .clients()
                .elasticLoadBalancing()
                .modifyLoadBalancerAttributes(
                    request ->
                        request
                            .loadBalancerArn(execution.reference(Reference.LOAD_BALANCER_ARN))
                            .attributes(list)));
  }

  /** The change that makes everything right that can be changed in place. */
  Optional<Change> update(String arn, Compared compared) {
    var calls = new ArrayList<Call>();
    Comparison comparison = compared.comparison();
    if (comparison.differsAt("SecurityGroups")) {
      calls.add(
          Call.of(
              "elasticloadbalancing:SetSecurityGroups",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .setSecurityGroups(
                          request ->
                              request
                                  .loadBalancerArn(arn)
                                  .securityGroups(securityGroups(execution)))));
    }
    if (comparison.differsAt("Subnets")) {
      calls.add(
          Call.of(
              "elasticloadbalancing:SetSubnets",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .setSubnets(
                          request -> request.loadBalancerArn(arn).subnets(spec().subnets()))));
    }
    if (comparison.differsAt("IpAddressType")) {
      calls.add(
          Call.of(
              "elasticloadbalancing:SetIpAddressType",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .setIpAddressType(
                          request ->
                              request.loadBalancerArn(arn).ipAddressType(IpAddressType.IPV4))));
    }
    var attributes = new TreeMap<>(attributes());
    attributes.keySet().removeIf(key -> !comparison.differsAt("attributes[" + key + "]"));
    if (!attributes.isEmpty()) {
      calls.add(modifyAttributes(attributes));
    }
    calls.addAll(ElbTags.calls(arn, compared.tags()));
    List<Difference> mutable =
        comparison.differences().stream().filter(difference -> !immutable(difference)).toList();
    return calls.isEmpty() ? Optional.empty() : Optional.of(Change.update(id(), mutable, calls));
  }

  private static boolean immutable(Difference difference) {
    return difference.path().equals("Scheme") || difference.path().equals("Type");
  }

  /** A replacement would change the address that clients use; a person has to decide. */
  Optional<Finding> replacementRequired(Comparison comparison) {
    List<String> fields =
        comparison.differences().stream()
            .filter(LoadBalancerForm::immutable)
            .map(Difference::toString)
            .toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.blocked(
                Reason.ReplacementRequired,
                id(),
                "%s cannot be changed in place (%s), and a new one has another DNS name; give loadBalancer.name another name, and a new one is made"
                    .formatted(id(), String.join(", ", fields))));
  }

  static Change delete(LoadBalancers.Live live) {
    Call call =
        Call.of(
            "elasticloadbalancing:DeleteLoadBalancer",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .deleteLoadBalancer(request -> request.loadBalancerArn(live.arn())));
    return new Change(
        live.id(),
        Action.DELETE,
        List.of(new Difference("DNSName", Value.ABSENT, Value.of(live.balancer().dnsName()))),
        Optional.of("clients of %s lose their endpoint".formatted(live.balancer().dnsName())),
        List.of(call));
  }
}
