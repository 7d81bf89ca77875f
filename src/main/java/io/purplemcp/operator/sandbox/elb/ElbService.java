package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Elastic Load Balancing for application load balancers. */
public final class ElbService implements SandboxService {
  /** Quota of a load balancer on which capacity was never reserved. */
  private static final int DECREASE_REQUESTS_A_DAY = 2;

  private final Context context;

  ElbService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "elasticloadbalancing",
        ServiceDefinition.Protocol.AWS_QUERY,
        ElasticLoadBalancingV2Client.class,
        false,
        ElbService.class,
        ElbService::new,
        Set.of(),
        (context, now) -> {
          Targets.forgetDrained(context);
          Interfaces.forgetGone(context);
        });
  }

  public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
    return CreateLoadBalancerResponse.builder()
        .loadBalancers(new LoadBalancers(context).create(request))
        .build();
  }

  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    Page<LoadBalancer> page =
        Page.of(new LoadBalancers(context).describe(request), request.marker(), request.pageSize());
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
    List<String> groups =
        new LoadBalancers(context)
            .setSecurityGroups(request.loadBalancerArn(), request.securityGroups());
    return SetSecurityGroupsResponse.builder().securityGroupIds(groups).build();
  }

  public SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
    String arn = request.loadBalancerArn();
    return SetSubnetsResponse.builder()
        .availabilityZones(new LoadBalancers(context).setSubnets(request))
        .ipAddressType(LoadBalancers.find(context, arn).model().ipAddressTypeAsString())
        .build();
  }

  public SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
    return SetIpAddressTypeResponse.builder()
        .ipAddressType(
            new LoadBalancers(context)
                .setIpAddressType(request.loadBalancerArn(), request.ipAddressTypeAsString()))
        .build();
  }

  public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
    new LoadBalancers(context).delete(request.loadBalancerArn());
    return DeleteLoadBalancerResponse.builder().build();
  }

  public DescribeCapacityReservationResponse describeCapacityReservation(
      DescribeCapacityReservationRequest request) {
    LoadBalancers.find(context, request.loadBalancerArn());
    return DescribeCapacityReservationResponse.builder()
        .decreaseRequestsRemaining(DECREASE_REQUESTS_A_DAY)
        .capacityReservationState(List.of())
        .build();
  }

  public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
    return CreateTargetGroupResponse.builder()
        .targetGroups(new TargetGroups(context).create(request))
        .build();
  }

  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    Page<TargetGroup> page =
        Page.of(new TargetGroups(context).describe(request), request.marker(), request.pageSize());
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
    return ModifyTargetGroupResponse.builder()
        .targetGroups(new TargetGroups(context).modify(request))
        .build();
  }

  public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
    new TargetGroups(context).delete(request.targetGroupArn());
    return DeleteTargetGroupResponse.builder().build();
  }

  public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
    new TargetRegistration(context).register(request.targetGroupArn(), request.targets());
    return RegisterTargetsResponse.builder().build();
  }

  public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
    new TargetRegistration(context).deregister(request.targetGroupArn(), request.targets());
    return DeregisterTargetsResponse.builder().build();
  }

  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return DescribeTargetHealthResponse.builder()
        .targetHealthDescriptions(
            new TargetRegistration(context).health(request.targetGroupArn(), request.targets()))
        .build();
  }

  public CreateListenerResponse createListener(CreateListenerRequest request) {
    return CreateListenerResponse.builder()
        .listeners(new Listeners(context).create(request))
        .build();
  }

  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    Page<Listener> page =
        Page.of(new Listeners(context).describe(request), request.marker(), request.pageSize());
    return DescribeListenersResponse.builder()
        .listeners(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
    return ModifyListenerResponse.builder()
        .listeners(new Listeners(context).modify(request))
        .build();
  }

  public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    new Listeners(context).delete(request.listenerArn());
    return DeleteListenerResponse.builder().build();
  }

  public AddListenerCertificatesResponse addListenerCertificates(
      AddListenerCertificatesRequest request) {
    return AddListenerCertificatesResponse.builder()
        .certificates(
            new ListenerCertificates(context).add(request.listenerArn(), request.certificates()))
        .build();
  }

  public RemoveListenerCertificatesResponse removeListenerCertificates(
      RemoveListenerCertificatesRequest request) {
    new ListenerCertificates(context).remove(request.listenerArn(), request.certificates());
    return RemoveListenerCertificatesResponse.builder().build();
  }

  public DescribeListenerCertificatesResponse describeListenerCertificates(
      DescribeListenerCertificatesRequest request) {
    Page<Certificate> page =
        Page.of(
            new ListenerCertificates(context).describe(request.listenerArn()),
            request.marker(),
            request.pageSize());
    return DescribeListenerCertificatesResponse.builder()
        .certificates(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public CreateRuleResponse createRule(CreateRuleRequest request) {
    return CreateRuleResponse.builder().rules(new Rules(context).create(request)).build();
  }

  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    Page<Rule> page =
        Page.of(new Rules(context).describe(request), request.marker(), request.pageSize());
    return DescribeRulesResponse.builder()
        .rules(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    return ModifyRuleResponse.builder().rules(new Rules(context).modify(request)).build();
  }

  public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    new Rules(context).delete(request.ruleArn());
    return DeleteRuleResponse.builder().build();
  }

  public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
    return SetRulePrioritiesResponse.builder()
        .rules(new Rules(context).setPriorities(request.rulePriorities()))
        .build();
  }

  public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
      DescribeLoadBalancerAttributesRequest request) {
    return DescribeLoadBalancerAttributesResponse.builder()
        .attributes(
            ElbAttributes.loadBalancer(
                LoadBalancers.find(context, request.loadBalancerArn()).attributes()))
        .build();
  }

  public ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
      ModifyLoadBalancerAttributesRequest request) {
    return ModifyLoadBalancerAttributesResponse.builder()
        .attributes(
            ElbAttributes.loadBalancer(
                new LoadBalancers(context)
                    .modifyAttributes(
                        request.loadBalancerArn(),
                        ElbAttributes.ofLoadBalancer(request.attributes()))))
        .build();
  }

  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return DescribeTargetGroupAttributesResponse.builder()
        .attributes(
            ElbAttributes.targetGroup(
                TargetGroups.find(context, request.targetGroupArn()).attributes()))
        .build();
  }

  public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
      ModifyTargetGroupAttributesRequest request) {
    return ModifyTargetGroupAttributesResponse.builder()
        .attributes(
            ElbAttributes.targetGroup(
                new TargetGroups(context)
                    .modifyAttributes(
                        request.targetGroupArn(),
                        ElbAttributes.ofTargetGroup(request.attributes()))))
        .build();
  }

  public DescribeListenerAttributesResponse describeListenerAttributes(
      DescribeListenerAttributesRequest request) {
    return DescribeListenerAttributesResponse.builder()
        .attributes(
            ElbAttributes.listener(Listeners.find(context, request.listenerArn()).attributes()))
        .build();
  }

  public ModifyListenerAttributesResponse modifyListenerAttributes(
      ModifyListenerAttributesRequest request) {
    return ModifyListenerAttributesResponse.builder()
        .attributes(
            ElbAttributes.listener(
                new Listeners(context)
                    .modifyAttributes(
                        request.listenerArn(), ElbAttributes.ofListener(request.attributes()))))
        .build();
  }

  public AddTagsResponse addTags(AddTagsRequest request) {
    new ElbTags(context).add(request.resourceArns(), request.tags());
    return AddTagsResponse.builder().build();
  }

  public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
    new ElbTags(context).remove(request.resourceArns(), request.tagKeys());
    return RemoveTagsResponse.builder().build();
  }

  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return DescribeTagsResponse.builder()
        .tagDescriptions(new ElbTags(context).describe(request.resourceArns()))
        .build();
  }

  public DescribeSslPoliciesResponse describeSslPolicies(DescribeSslPoliciesRequest request) {
    Page<SslPolicy> page =
        Page.of(SslPolicies.named(request.names()), request.marker(), request.pageSize());
    return DescribeSslPoliciesResponse.builder()
        .sslPolicies(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public DescribeAccountLimitsResponse describeAccountLimits(DescribeAccountLimitsRequest request) {
    return DescribeAccountLimitsResponse.builder().limits(AccountLimits.ALL).build();
  }
}
