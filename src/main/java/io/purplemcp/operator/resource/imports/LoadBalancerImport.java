package io.purplemcp.operator.resource.imports;

import io.purplemcp.operator.aws.AwsClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What stands in front of the tasks. */
final class LoadBalancerImport {
  private static final int HTTPS_PORT = 443;
  private static final String BALANCER = "spec.loadBalancer.";
  private static final String GROUP = BALANCER + "targetGroup.";

  private final AwsClients clients;
  private final ElasticLoadBalancingV2Client elb;
  private final Draft draft;

  LoadBalancerImport(AwsClients clients, Draft draft) {
    this.clients = clients;
    this.elb = clients.elasticLoadBalancing();
    this.draft = draft;
  }

  void read(Service service) {
    List<String> groups =
        service.loadBalancers().stream()
            .map(software.amazon.awssdk.services.ecs.model.LoadBalancer::targetGroupArn)
            .filter(arn -> arn != null)
            .toList();
    if (groups.size() != service.loadBalancers().size()) {
      draft.remark("A Classic Load Balancer stands before the service; it cannot be declared");
    }
    if (groups.size() > 1) {
      draft.remark("The service registers with several target groups; only one can be declared");
    }
    groups.stream().findFirst().ifPresent(this::readGroup);
  }

  private void readGroup(String arn) {
    TargetGroup group = elb.describeTargetGroups(r -> r.targetGroupArns(arn)).targetGroups().get(0);
    Optional<LoadBalancer> balancer =
        group.loadBalancerArns().stream()
            .findFirst()
            .flatMap(
                of ->
                    elb.describeLoadBalancers(r -> r.loadBalancerArns(of)).loadBalancers().stream()
                        .findFirst());
    if (balancer.isEmpty()) {
      draft.remark("The target group %s belongs to no load balancer".formatted(arn));
    } else if (balancer.get().type() != LoadBalancerTypeEnum.APPLICATION) {
      draft.remark(
          "The load balancer %s is no Application Load Balancer; only those can be declared"
              .formatted(balancer.get().loadBalancerName()));
    } else {
      balancer(balancer.get());
      listeners(balancer.get(), arn);
      group(group);
    }
  }

  private void balancer(LoadBalancer balancer) {
    Map<String, String> attributes = new HashMap<>();
    elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
        .attributes()
        .forEach(each -> attributes.put(each.key(), each.value()));
    var groups = new SecurityGroupImport(clients.ec2(), Set.copyOf(balancer.securityGroups()));
    draft
        .put(BALANCER + "name", balancer.loadBalancerName())
        .put(BALANCER + "scheme", balancer.schemeAsString())
        .put(
            BALANCER + "subnets",
            balancer.availabilityZones().stream().map(AvailabilityZone::subnetId).toList())
        .put(BALANCER + "securityGroups", groups.foreign())
        .put(BALANCER + "allowedCidrs", groups.sources(HTTPS_PORT))
        .put(
            BALANCER + "idleTimeoutSeconds", number(attributes.get("idle_timeout.timeout_seconds")))
        .put(
            BALANCER + "dropInvalidHeaderFields",
            isTrue(attributes, "routing.http.drop_invalid_header_fields.enabled"))
        .put(BALANCER + "deletionProtection", isTrue(attributes, "deletion_protection.enabled"));
  }

  private void listeners(LoadBalancer balancer, String group) {
    List<Listener> listeners =
        elb.describeListeners(r -> r.loadBalancerArn(balancer.loadBalancerArn())).listeners();
    Optional<Listener> https =
        listeners.stream().filter(each -> each.protocol() == ProtocolEnum.HTTPS).findFirst();
    if (https.isEmpty()) {
      draft.remark(
          "The load balancer %s has no HTTPS listener; give spec.loadBalancer.certificateArn a certificate, and one is made"
              .formatted(balancer.loadBalancerName()));
    }
    https.ifPresent(
        listener -> {
          draft.put(BALANCER + "sslPolicy", listener.sslPolicy());
          shared(balancer, listener, group);
          new AuthenticationImport(clients, draft).read(balancer, listener);
          listener.certificates().stream()
              .findFirst()
              .ifPresent(each -> draft.put(BALANCER + "certificateArn", each.certificateArn()));
        });
    draft.put(
        BALANCER + "httpRedirect", listeners.stream().anyMatch(LoadBalancerImport::redirects));
  }

  /** A rule in front of the listener's own action is how deployments share a load balancer. */
  private void shared(LoadBalancer balancer, Listener listener, String group) {
    elb.describeRules(r -> r.listenerArn(listener.listenerArn())).rules().stream()
        .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
        .filter(rule -> forwards(rule.actions(), group))
        .forEach(
            rule ->
                draft.remark(
                    "%s is shared: a rule of its listener sends %s here; write a PurpleMcpGateway for it, and spec.gateway in the place of spec.loadBalancer"
                        .formatted(balancer.loadBalancerName(), conditions(rule))));
  }

  private static boolean forwards(List<Action> actions, String group) {
    return actions.stream()
        .anyMatch(
            action ->
                group.equals(action.targetGroupArn())
                    || action.forwardConfig() != null
                        && action.forwardConfig().targetGroups().stream()
                            .anyMatch(each -> group.equals(each.targetGroupArn())));
  }

  private static String conditions(Rule rule) {
    return rule.conditions().stream()
        .map(
            condition ->
                condition.hostHeaderConfig() == null
                    ? condition.field()
                    : String.join(", ", condition.hostHeaderConfig().values()))
        .collect(Collectors.joining(" and "));
  }

  private static boolean redirects(Listener listener) {
    return listener.protocol() == ProtocolEnum.HTTP
        && listener.defaultActions().stream()
            .anyMatch(action -> action.type() == ActionTypeEnum.REDIRECT);
  }

  private void group(TargetGroup group) {
    Map<String, String> attributes = new HashMap<>();
    elb.describeTargetGroupAttributes(r -> r.targetGroupArn(group.targetGroupArn()))
        .attributes()
        .forEach(each -> attributes.put(each.key(), each.value()));
    draft
        .put(GROUP + "name", group.targetGroupName())
        .put(GROUP + "healthCheckPath", group.healthCheckPath())
        .put(GROUP + "healthCheckIntervalSeconds", group.healthCheckIntervalSeconds())
        .put(GROUP + "healthCheckTimeoutSeconds", group.healthCheckTimeoutSeconds())
        .put(GROUP + "healthyThreshold", group.healthyThresholdCount())
        .put(GROUP + "unhealthyThreshold", group.unhealthyThresholdCount())
        .put(
            GROUP + "deregistrationDelaySeconds",
            number(attributes.get("deregistration_delay.timeout_seconds")));
  }

  private static boolean isTrue(Map<String, String> attributes, String key) {
    return Boolean.parseBoolean(attributes.get(key));
  }

  private static Integer number(String text) {
    return text == null ? null : Integer.valueOf(text);
  }
}
