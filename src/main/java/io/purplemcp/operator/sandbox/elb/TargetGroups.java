package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Target groups of the types {@code ip} and {@code instance} for HTTP and HTTPS. */
final class TargetGroups {
  private static final int MOST_IN_A_CALL = 20;

  private final Context context;
  private final Table<TargetGroupRow> table;
  private final ElbTags tags;

  TargetGroups(Context context) {
    this.context = context;
    this.table = context.table(ElbTables.TARGET_GROUPS);
    this.tags = new ElbTags(context);
  }

  static TargetGroupRow find(Context context, String arn) {
    return context
        .table(ElbTables.TARGET_GROUPS)
        .find(ElbErrors.required(arn, "targetGroupArn"))
        .orElseThrow(() -> ElbErrors.targetGroupNotFound(arn));
  }

  TargetGroup create(CreateTargetGroupRequest request) {
    String name = ElbNames.checked("Target group", request.name());
    Map<String, String> given = ElbTags.checked(request.tags());
    TargetGroup wanted = HealthCheckSettings.checked(withDefaults(request));
    Optional<TargetGroupRow> existing = named(name);
    if (existing.isPresent()) {
      return sameOrDuplicate(existing.get().model(), wanted);
    }
    String arn = ElbNames.arn(context, "targetgroup/" + name + "/" + ElbNames.id(context));
    TargetGroup group = wanted.toBuilder().targetGroupArn(arn).build();
    table.put(
        arn,
        new TargetGroupRow(
            group, AttributeCatalogue.targetGroup().defaults(), context.now(), Optional.empty()));
    tags.tagNew(arn, given);
    return described(group);
  }

  List<TargetGroup> describe(DescribeTargetGroupsRequest request) {
    ElbErrors.atMost(MOST_IN_A_CALL, request.names(), "names");
    if (!request.targetGroupArns().isEmpty()) {
      return request.targetGroupArns().stream().map(arn -> described(find(context, arn))).toList();
    }
    if (!request.names().isEmpty()) {
      return request.names().stream().map(name -> described(mustBeNamed(name))).toList();
    }
    List<TargetGroup> all = table.all().stream().map(this::described).toList();
    return request.loadBalancerArn() == null
        ? all
        : usedBy(LoadBalancers.find(context, request.loadBalancerArn()).arn(), all);
  }

  TargetGroup modify(ModifyTargetGroupRequest request) {
    TargetGroupRow row = find(context, request.targetGroupArn());
    TargetGroup.Builder group = row.model().toBuilder();
    ifGiven(request.healthCheckProtocolAsString()).ifPresent(group::healthCheckProtocol);
    ifGiven(request.healthCheckPort()).ifPresent(group::healthCheckPort);
    ifGiven(request.healthCheckPath()).ifPresent(group::healthCheckPath);
    ifGiven(request.healthCheckEnabled()).ifPresent(group::healthCheckEnabled);
    ifGiven(request.healthCheckIntervalSeconds()).ifPresent(group::healthCheckIntervalSeconds);
    ifGiven(request.healthCheckTimeoutSeconds()).ifPresent(group::healthCheckTimeoutSeconds);
    ifGiven(request.healthyThresholdCount()).ifPresent(group::healthyThresholdCount);
    ifGiven(request.unhealthyThresholdCount()).ifPresent(group::unhealthyThresholdCount);
    ifGiven(request.matcher()).ifPresent(group::matcher);
    TargetGroup changed = HealthCheckSettings.checked(group.build());
    if (!changed.equals(row.model())) {
      table.put(row.arn(), row.checkedAs(changed, context.now()));
    }
    return described(changed);
  }

  Map<String, String> modifyAttributes(String arn, Map<String, String> changes) {
    TargetGroupRow row = find(context, arn);
    TargetGroupRow after =
        row.withAttributes(AttributeCatalogue.targetGroup().changed(row.attributes(), changes));
    table.put(arn, after);
    return after.attributes();
  }

  /** Deleting a group that does not exist succeeds. */
  void delete(String arn) {
    if (Routes.uses(context, ElbErrors.required(arn, "targetGroupArn"))) {
      throw AwsError.badRequest(
          "ResourceInUse",
          "Target group '" + arn + "' is currently in use by a listener or a rule");
    }
    if (table.remove(arn).isPresent()) {
      tags.forget(arn);
      Table<RegisteredTarget> targets = context.table(ElbTables.TARGETS);
      targets.all().stream()
          .filter(target -> target.targetGroupArn().equals(arn))
          .forEach(target -> targets.remove(target.key()));
    }
  }

  private TargetGroup withDefaults(CreateTargetGroupRequest request) {
    String type = or(request.targetTypeAsString(), "instance");
    if (!type.equals("instance") && !type.equals("ip")) {
      throw ElbErrors.validation("The sandbox has no target groups of target type '" + type + "'");
    }
    String protocol = request.protocolAsString();
    if (!"HTTP".equals(protocol) && !"HTTPS".equals(protocol)) {
      throw ElbErrors.validation(
          protocol == null
              ? "A protocol must be specified"
              : "The sandbox has no target groups with protocol '" + protocol + "'");
    }
    ElbErrors.within(1, 65_535, ElbErrors.required(request.port(), "port"), "Port");
    Network.in(context).mustHaveVpc(ElbErrors.required(request.vpcId(), "vpcId"));
    return TargetGroup.builder()
        .targetGroupName(request.name())
        .protocol(protocol)
        .protocolVersion(protocolVersion(request.protocolVersion()))
        .port(request.port())
        .vpcId(request.vpcId())
        .targetType(type)
        .ipAddressType(or(request.ipAddressTypeAsString(), "ipv4"))
        .healthCheckEnabled(or(request.healthCheckEnabled(), true))
        .healthCheckProtocol(or(request.healthCheckProtocolAsString(), "HTTP"))
        .healthCheckPort(or(request.healthCheckPort(), HealthCheck.TRAFFIC_PORT))
        .healthCheckPath(or(request.healthCheckPath(), "/"))
        .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
        .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), 5))
        .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
        .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
        .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build()))
        .build();
  }

  /** An empty one, as Terraform sends, is none. */
  private static String protocolVersion(String given) {
    String version = given == null || given.isEmpty() ? "HTTP1" : given;
    if (!List.of("HTTP1", "HTTP2", "GRPC").contains(version)) {
      throw ElbErrors.validation("Protocol version '" + version + "' is not supported");
    }
    return version;
  }

  private TargetGroup sameOrDuplicate(TargetGroup existing, TargetGroup wanted) {
    TargetGroup same = wanted.toBuilder().targetGroupArn(existing.targetGroupArn()).build();
    if (!same.equals(existing)) {
      throw AwsError.badRequest(
          "DuplicateTargetGroupName",
          "A target group with the same name '"
              + existing.targetGroupName()
              + "' exists, but with different settings");
    }
    return described(existing);
  }

  private Optional<TargetGroupRow> named(String name) {
    return table.all().stream()
        .filter(row -> row.model().targetGroupName().equals(name))
        .findFirst();
  }

  private TargetGroupRow mustBeNamed(String name) {
    return named(name).orElseThrow(() -> ElbErrors.targetGroupNotFound(name));
  }

  private static List<TargetGroup> usedBy(String loadBalancerArn, List<TargetGroup> groups) {
    return groups.stream()
        .filter(group -> group.loadBalancerArns().contains(loadBalancerArn))
        .toList();
  }

  private TargetGroup described(TargetGroupRow row) {
    return described(row.model());
  }

  private TargetGroup described(TargetGroup group) {
    return group.toBuilder()
        .loadBalancerArns(Routes.loadBalancersOf(context, group.targetGroupArn()))
        .build();
  }

  private static <T> Optional<T> ifGiven(T value) {
    return Optional.ofNullable(value);
  }

  private static <T> T or(T given, T standard) {
    return given == null ? standard : given;
  }
}
