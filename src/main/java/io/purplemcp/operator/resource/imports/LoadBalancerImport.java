package io.purplemcp.operator.resource.imports;

import io.purplemcp.operator.aws.AwsClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
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
      listeners(balancer.get());
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

  private void listeners(LoadBalancer balancer) {
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
          authentication(balancer, listener);
          listener.certificates().stream()
              .findFirst()
              .ifPresent(each -> draft.put(BALANCER + "certificateArn", each.certificateArn()));
        });
    draft.put(
        BALANCER + "httpRedirect", listeners.stream().anyMatch(LoadBalancerImport::redirects));
  }

  /** What lets callers in is a matter of security: it is named, and a person writes it down. */
  private void authentication(LoadBalancer balancer, Listener listener) {
    boolean verifies =
        listener.defaultActions().stream()
            .anyMatch(action -> action.type() == ActionTypeEnum.JWT_VALIDATION);
    if (verifies) {
      draft.remark(
          "The listener of %s verifies tokens; write spec.loadBalancer.authentication of type jwt"
              .formatted(balancer.loadBalancerName()));
    }
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
