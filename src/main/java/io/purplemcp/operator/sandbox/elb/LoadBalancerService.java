package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;

/** Load balancers, the tags of everything, and the account. */
public final class LoadBalancerService implements SandboxService {
  /** Quota of a load balancer on which capacity was never reserved. */
  private static final int DECREASE_REQUESTS_A_DAY = 2;

  private final Context context;

  public LoadBalancerService(Context context) {
    this.context = context;
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

  public DescribeAccountLimitsResponse describeAccountLimits(DescribeAccountLimitsRequest request) {
    return DescribeAccountLimitsResponse.builder().limits(AccountLimits.ALL).build();
  }
}
