package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Target groups and targets. */
public final class TargetGroupService implements SandboxService {
  private final Context context;

  public TargetGroupService(Context context) {
    this.context = context;
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
}
