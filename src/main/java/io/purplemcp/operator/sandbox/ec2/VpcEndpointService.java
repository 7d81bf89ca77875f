package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints, available as soon as they are made. */
public final class VpcEndpointService implements SandboxService {
  private final Context context;
  private final Tags tags;
  private final VpcEndpoints endpoints;

  private VpcEndpointService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
    this.endpoints = new VpcEndpoints(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(VpcEndpointService.class, VpcEndpointService::new);
  }

  public DescribeVpcEndpointsResponse describeVpcEndpoints(DescribeVpcEndpointsRequest request) {
    Wanted wanted =
        new Wanted(
            request.vpcEndpointIds(), request.filters(), request.maxResults(), request.nextToken());
    Page<VpcEndpoint> page = Network.VPC_ENDPOINTS.page(context, wanted, this::finish);
    return DescribeVpcEndpointsResponse.builder()
        .vpcEndpoints(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public CreateVpcEndpointResponse createVpcEndpoint(CreateVpcEndpointRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    if (request.serviceName() == null) {
      throw Ec2Errors.missing("serviceName");
    }
    request.subnetIds().forEach(id -> Network.SUBNETS.existing(context, id));
    request.routeTableIds().forEach(id -> Network.ROUTE_TABLES.existing(context, id));
    boolean gateway =
        request.vpcEndpointType() == null || request.vpcEndpointType() == VpcEndpointType.GATEWAY;
    boolean privateDns =
        !gateway && (request.privateDnsEnabled() == null || request.privateDnsEnabled());
    String id = ResourceType.VPC_ENDPOINT.newId(context);
    VpcEndpoint wanted =
        VpcEndpoint.builder()
            .vpcEndpointId(id)
            .vpcEndpointType(gateway ? VpcEndpointType.GATEWAY : request.vpcEndpointType())
            .vpcId(vpc.vpcId())
            .serviceName(request.serviceName())
            .state(State.AVAILABLE)
            .policyDocument(request.policyDocument())
            .routeTableIds(request.routeTableIds())
            .subnetIds(request.subnetIds())
            .groups(gateway ? List.of() : members(vpc.vpcId(), request.securityGroupIds()))
            .privateDnsEnabled(privateDns)
            .requesterManaged(false)
            .ownerId(context.scope().account())
            .creationTimestamp(context.now())
            .build();
    mayHavePrivateDns(wanted);
    tags.create(id, ResourceType.VPC_ENDPOINT.arnType(), request.tagSpecifications());
    return CreateVpcEndpointResponse.builder()
        .vpcEndpoint(finish(endpoints.settle(wanted)))
        .build();
  }

  public ModifyVpcEndpointResponse modifyVpcEndpoint(ModifyVpcEndpointRequest request) {
    VpcEndpoint endpoint = Network.VPC_ENDPOINTS.existing(context, request.vpcEndpointId());
    request.addSubnetIds().forEach(id -> Network.SUBNETS.existing(context, id));
    request.addRouteTableIds().forEach(id -> Network.ROUTE_TABLES.existing(context, id));
    List<String> groups =
        changed(
            endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList(),
            request.addSecurityGroupIds(),
            request.removeSecurityGroupIds());
    boolean gateway = endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY;
    VpcEndpoint wanted =
        endpoint.toBuilder()
            .subnetIds(
                changed(endpoint.subnetIds(), request.addSubnetIds(), request.removeSubnetIds()))
            .routeTableIds(
                changed(
                    endpoint.routeTableIds(),
                    request.addRouteTableIds(),
                    request.removeRouteTableIds()))
            .groups(gateway ? List.of() : members(endpoint.vpcId(), groups))
            .privateDnsEnabled(
                request.privateDnsEnabled() == null
                    ? endpoint.privateDnsEnabled()
                    : request.privateDnsEnabled())
            .policyDocument(
                request.policyDocument() == null
                    ? endpoint.policyDocument()
                    : request.policyDocument())
            .build();
    mayHavePrivateDns(wanted);
    endpoints.settle(wanted);
    return ModifyVpcEndpointResponse.builder().returnValue(true).build();
  }

  private static List<String> changed(List<String> now, List<String> added, List<String> removed) {
    List<String> all =
        new ArrayList<>(Stream.concat(now.stream(), added.stream()).distinct().toList());
    all.removeAll(removed);
    return all;
  }

  /** What cannot be deleted is named in the answer, which is no error. */
  public DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request) {
    List<UnsuccessfulItem> failed = new ArrayList<>();
    for (String id : request.vpcEndpointIds()) {
      context
          .table(Ec2Tables.VPC_ENDPOINTS)
          .find(id)
          .ifPresentOrElse(endpoints::remove, () -> failed.add(unsuccessful(id)));
      tags.forget(id);
    }
    return DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build();
  }

  /** One name leads to one endpoint, and only where the VPC resolves names at all. */
  private void mayHavePrivateDns(VpcEndpoint wanted) {
    if (!Boolean.TRUE.equals(wanted.privateDnsEnabled())) {
      return;
    }
    Vpc vpc = Network.VPCS.existing(context, wanted.vpcId());
    VpcAttributes attributes =
        context
            .table(Ec2Tables.VPC_ATTRIBUTES)
            .find(vpc.vpcId())
            .orElseGet(() -> VpcAttributes.initial(vpc.isDefault()));
    if (!attributes.enableDnsSupport() || !attributes.enableDnsHostnames()) {
      throw AwsError.badRequest(
          "InvalidParameter",
          "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC"
              + " attributes set to true for "
              + vpc.vpcId());
    }
    boolean taken =
        context.table(Ec2Tables.VPC_ENDPOINTS).all().stream()
            .filter(other -> !other.vpcEndpointId().equals(wanted.vpcEndpointId()))
            .filter(other -> other.vpcId().equals(wanted.vpcId()))
            .filter(other -> Boolean.TRUE.equals(other.privateDnsEnabled()))
            .anyMatch(other -> other.serviceName().equals(wanted.serviceName()));
    if (taken) {
      throw AwsError.badRequest(
          "InvalidParameter",
          "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
              + wanted.serviceName()
              + " in the VPC "
              + wanted.vpcId());
    }
  }

  /** Without groups the VPC's own one is used. */
  private List<SecurityGroupIdentifier> members(String vpcId, List<String> ids) {
    SecurityGroups groups = new SecurityGroups(context);
    Stream<SecurityGroup> members =
        ids.isEmpty()
            ? groups.inVpc(vpcId).filter(g -> g.groupName().equals(VpcRows.DEFAULT_GROUP))
            : ids.stream().map(groups::existing);
    return members
        .map(
            group ->
                SecurityGroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
        .toList();
  }

  private static UnsuccessfulItem unsuccessful(String id) {
    AwsError error = ResourceType.VPC_ENDPOINT.notFound(id);
    return UnsuccessfulItem.builder()
        .resourceId(id)
        .error(e -> e.code(error.code()).message(error.getMessage()))
        .build();
  }

  private VpcEndpoint finish(VpcEndpoint endpoint) {
    return endpoint.toBuilder().tags(tags.list(endpoint.vpcEndpointId())).build();
  }
}
