package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetGroupSpec;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a deployment's target group should be, and the calls that make it so. */
record TargetGroupForm(PurpleMcpDeployment deployment, TargetGroupSpec spec) {
  static final String STICKINESS = "stickiness.enabled";
  static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

  /** uvicorn, which serves the MCP server, speaks HTTP/1.1. */
  private static final String PROTOCOL_VERSION = "HTTP1";

  private static final String TRAFFIC_PORT = "traffic-port";
  private static final String HEALTHY_CODES = "200";
  private static final Set<String> IMMUTABLE =
      Set.of("Protocol", "Port", "VpcId", "TargetType", "ProtocolVersion", "IpAddressType");

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ResourceId id() {
    return TargetGroups.id(deployment.names().targetGroup());
  }

  private Map<String, String> tags() {
    return Ownership.tags(deployment, TargetGroups.ROLE);
  }

  private Map<String, String> attributes() {
    return new TreeMap<>(
        Map.of(
            STICKINESS,
            "false",
            DEREGISTRATION_DELAY,
            spec.deregistrationDelaySeconds().toString()));
  }

  Compared compare(Optional<TargetGroups.Live> live) {
    TargetGroup seen = live.map(TargetGroups.Live::group).orElse(TargetGroup.builder().build());
    boolean exists = live.isPresent();
    var comparison =
        new Comparison()
            .value("Protocol", "HTTP", seen.protocolAsString())
            .value("Port", deployment.spec().server().port(), seen.port())
            .value("VpcId", deployment.spec().network().vpcId(), seen.vpcId())
            .value("TargetType", "ip", seen.targetTypeAsString())
            .value(
                "ProtocolVersion",
                PROTOCOL_VERSION,
                orDefault(exists, seen.protocolVersion(), PROTOCOL_VERSION))
            .value("IpAddressType", "ipv4", orDefault(exists, seen.ipAddressTypeAsString(), "ipv4"))
            .value("HealthCheckEnabled", true, orDefault(exists, seen.healthCheckEnabled(), true))
            .value("HealthCheckProtocol", "HTTP", seen.healthCheckProtocolAsString())
            .value(
                "HealthCheckPort",
                TRAFFIC_PORT,
                orDefault(exists, seen.healthCheckPort(), TRAFFIC_PORT))
            .value("HealthCheckPath", spec.healthCheckPath(), seen.healthCheckPath())
            .value(
                "HealthCheckIntervalSeconds",
                spec.healthCheckIntervalSeconds(),
                seen.healthCheckIntervalSeconds())
            .value(
                "HealthCheckTimeoutSeconds",
                spec.healthCheckTimeoutSeconds(),
                seen.healthCheckTimeoutSeconds())
            .value("HealthyThresholdCount", spec.healthyThreshold(), seen.healthyThresholdCount())
            .value(
                "UnhealthyThresholdCount",
                spec.unhealthyThreshold(),
                seen.unhealthyThresholdCount())
            .value("Matcher.HttpCode", HEALTHY_CODES, codes(seen));
    attributes()
        .forEach(
            (key, value) -> {
              String path = "attributes[" + key + "]";
              if (exists) {
                comparison.carried(
                    path, value, Optional.ofNullable(live.get().attributes().get(key)));
              } else {
                comparison.value(path, value, null);
              }
            });
    var tags =
        TagComparison.of(comparison, tags(), live.map(TargetGroups.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  private static Object orDefault(boolean exists, Object seen, Object byDefault) {
    return exists && seen == null ? byDefault : seen;
  }

  private static String codes(TargetGroup seen) {
    return seen.matcher() == null || seen.matcher().httpCode() == null
        ? null
        : seen.matcher().httpCode().replace(" ", "");
  }

  Change create() {
    Call create =
        Call.of(
            "elasticloadbalancing:CreateTargetGroup",
            execution -> {
              CreateTargetGroupResponse response =
                  execution.clients().elasticLoadBalancing().createTargetGroup(request());
              execution.publish(
                  Reference.TARGET_GROUP_ARN, response.targetGroups().get(0).targetGroupArn());
              return response;
            });
    Call attributes =
        Call.of(
            "elasticloadbalancing:ModifyTargetGroupAttributes",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .modifyTargetGroupAttributes(
                        request ->
                            request
                                .targetGroupArn(execution.reference(Reference.TARGET_GROUP_ARN))
                                .attributes(list(attributes()))));
    return Change.create(
        id(), compare(Optional.empty()).comparison().differences(), create, attributes);
  }

  private CreateTargetGroupRequest request() {
    return CreateTargetGroupRequest.builder()
        .name(deployment.names().targetGroup())
        .protocol(ProtocolEnum.HTTP)
        .protocolVersion(PROTOCOL_VERSION)
        .port(deployment.spec().server().port())
        .vpcId(deployment.spec().network().vpcId())
        .targetType(TargetTypeEnum.IP)
        .ipAddressType(TargetGroupIpAddressTypeEnum.IPV4)
        .healthCheckEnabled(true)
        .healthCheckProtocol(ProtocolEnum.HTTP)
        .healthCheckPort(TRAFFIC_PORT)
        .healthCheckPath(spec.healthCheckPath())
        .healthCheckIntervalSeconds(spec.healthCheckIntervalSeconds())
        .healthCheckTimeoutSeconds(spec.healthCheckTimeoutSeconds())
        .healthyThresholdCount(spec.healthyThreshold())
        .unhealthyThresholdCount(spec.unhealthyThreshold())
        .matcher(matcher -> matcher.httpCode(HEALTHY_CODES))
        .tags(ElbTags.list(tags()))
        .build();
  }

  private static List<TargetGroupAttribute> list(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(
            entry ->
                TargetGroupAttribute.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  /** The change that makes everything right that can be changed in place. */
  Optional<Change> update(String arn, Compared compared) {
    var calls = new ArrayList<Call>();
    Comparison comparison = compared.comparison();
    if (comparison.differsAt("HealthCheck")
        || comparison.differsAt("HealthyThreshold")
        || comparison.differsAt("UnhealthyThreshold")
        || comparison.differsAt("Matcher")) {
      calls.add(modify(arn, comparison));
    }
    var attributes = new TreeMap<>(attributes());
    attributes.keySet().removeIf(key -> !comparison.differsAt("attributes[" + key + "]"));
    if (!attributes.isEmpty()) {
      calls.add(
          Call.of(
              "elasticloadbalancing:ModifyTargetGroupAttributes",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .modifyTargetGroupAttributes(
                          request -> request.targetGroupArn(arn).attributes(list(attributes)))));
    }
    calls.addAll(ElbTags.calls(arn, compared.tags()));
    List<Difference> mutable =
        comparison.differences().stream()
            .filter(difference -> !IMMUTABLE.contains(difference.path()))
            .toList();
    return calls.isEmpty() ? Optional.empty() : Optional.of(Change.update(id(), mutable, calls));
  }

  /** A patch: ELB leaves alone what the request does not carry. */
  private Call modify(String arn, Comparison comparison) {
    CreateTargetGroupRequest desired = request();
    var patch = ModifyTargetGroupRequest.builder().targetGroupArn(arn);
    // The protocol, the port and the path of the check belong together for ELB's own validation.
    if (comparison.differsAt("HealthCheckProtocol")
        || comparison.differsAt("HealthCheckPort")
        || comparison.differsAt("HealthCheckPath")
        || comparison.differsAt("HealthCheckEnabled")) {
      patch
          .healthCheckEnabled(desired.healthCheckEnabled())
          .healthCheckProtocol(desired.healthCheckProtocol())
          .healthCheckPort(desired.healthCheckPort())
          .healthCheckPath(desired.healthCheckPath());
    }
    // The timeout has to stay below the interval, so both are sent.
    if (comparison.differsAt("HealthCheckIntervalSeconds")
        || comparison.differsAt("HealthCheckTimeoutSeconds")) {
      patch
          .healthCheckIntervalSeconds(desired.healthCheckIntervalSeconds())
          .healthCheckTimeoutSeconds(desired.healthCheckTimeoutSeconds());
    }
    if (comparison.differsAt("HealthyThresholdCount")) {
      patch.healthyThresholdCount(desired.healthyThresholdCount());
    }
    if (comparison.differsAt("UnhealthyThresholdCount")) {
      patch.unhealthyThresholdCount(desired.unhealthyThresholdCount());
    }
    if (comparison.differsAt("Matcher")) {
      patch.matcher(desired.matcher());
    }
    return Call.of(
        "elasticloadbalancing:ModifyTargetGroup",
        execution -> execution.clients().elasticLoadBalancing().modifyTargetGroup(patch.build()));
  }

  /** With a declared name no second group can stand beside the first; a person has to decide. */
  Optional<Finding> replacementRequired(Comparison comparison) {
    List<String> fields =
        comparison.differences().stream()
            .filter(difference -> IMMUTABLE.contains(difference.path()))
            .map(Difference::toString)
            .toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.blocked(
                Reason.ReplacementRequired,
                id(),
                "%s cannot be changed in place (%s); give targetGroup.name another name, and a new group takes its place"
                    .formatted(id(), String.join(", ", fields))));
  }

  /** ELB lets one load balancer only forward to a group. */
  Finding takenByAnother(List<String> loadBalancerArns) {
    return Finding.blocked(
        Reason.ReplacementRequired,
        id(),
        "Another load balancer than %s forwards to %s already (%s), and ELB allows one; give loadBalancer.targetGroup.name another name, and a new group is made"
            .formatted(
                deployment.names().loadBalancer(), id(), String.join(", ", loadBalancerArns)));
  }

  static Change delete(TargetGroups.Live live) {
    Call call =
        Call.of(
            "elasticloadbalancing:DeleteTargetGroup",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .deleteTargetGroup(request -> request.targetGroupArn(live.arn())));
    return new Change(
        live.id(),
        Action.REAP,
        List.of(
            new Difference(
                "TargetGroupName", Value.ABSENT, Value.of(live.group().targetGroupName()))),
        Optional.empty(),
        List.of(call));
  }
}
