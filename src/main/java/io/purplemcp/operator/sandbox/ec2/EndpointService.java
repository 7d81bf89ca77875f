package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints, network interfaces and prefix lists. */
public final class EndpointService implements SandboxService {
  private static final Filters<PrefixList> PREFIX_LISTS =
      new Filters<PrefixList>()
          .on("prefix-list-id", PrefixList::prefixListId)
          .on("prefix-list-name", PrefixList::prefixListName);

  private final Context context;
  private final Tags tags;

  private EndpointService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(EndpointService.class, EndpointService::new);
  }

  public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
      DescribeNetworkInterfacesRequest request) {
    Wanted wanted =
        new Wanted(
            request.networkInterfaceIds(),
            request.filters(),
            request.maxResults(),
            request.nextToken());
    Page<NetworkInterface> page =
        Network.INTERFACES.page(
            context,
            wanted,
            eni -> eni.toBuilder().tagSet(tags.list(eni.networkInterfaceId())).build());
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(page.items())
        .nextToken(page.nextToken())
        .build();
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
    String vpc = Network.VPCS.existing(context, request.vpcId()).vpcId();
    if (request.serviceName() == null) {
      throw Ec2Errors.missing("serviceName");
    }
    SecurityGroups groups = new SecurityGroups(context);
    List<SecurityGroupIdentifier> members =
        request.securityGroupIds().stream()
            .map(groups::existing)
            .map(
                g ->
                    SecurityGroupIdentifier.builder()
                        .groupId(g.groupId())
                        .groupName(g.groupName())
                        .build())
            .toList();
    request.subnetIds().forEach(id -> Network.SUBNETS.existing(context, id));
    request.routeTableIds().forEach(id -> Network.ROUTE_TABLES.existing(context, id));
    String id = ResourceType.VPC_ENDPOINT.newId(context);
    tags.create(id, ResourceType.VPC_ENDPOINT.arnType(), request.tagSpecifications());
    boolean gateway =
        request.vpcEndpointType() == null || request.vpcEndpointType() == VpcEndpointType.GATEWAY;
    VpcEndpoint endpoint =
        VpcEndpoint.builder()
            .vpcEndpointId(id)
            .vpcEndpointType(gateway ? VpcEndpointType.GATEWAY : request.vpcEndpointType())
            .vpcId(vpc)
            .serviceName(request.serviceName())
            .state(State.AVAILABLE)
            .policyDocument(request.policyDocument())
            .routeTableIds(request.routeTableIds())
            .subnetIds(request.subnetIds())
            .groups(members)
            .privateDnsEnabled(
                !gateway && (request.privateDnsEnabled() == null || request.privateDnsEnabled()))
            .requesterManaged(false)
            .ownerId(context.scope().account())
            .creationTimestamp(context.now())
            .build();
    context.table(Ec2Tables.VPC_ENDPOINTS).put(id, endpoint);
    return CreateVpcEndpointResponse.builder().vpcEndpoint(finish(endpoint)).build();
  }

  /** What cannot be deleted is named in the answer, which is no error. */
  public DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request) {
    List<UnsuccessfulItem> failed =
        request.vpcEndpointIds().stream()
            .filter(id -> context.table(Ec2Tables.VPC_ENDPOINTS).remove(id).isEmpty())
            .map(EndpointService::unsuccessful)
            .toList();
    request.vpcEndpointIds().forEach(tags::forget);
    return DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build();
  }

  public DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request) {
    List<PrefixList> all =
        PrefixLists.SERVICES.entrySet().stream()
            .filter(
                e ->
                    request.prefixListIds().isEmpty()
                        || request.prefixListIds().contains(e.getKey()))
            .map(e -> prefixList(e.getKey(), e.getValue()))
            .toList();
    List<PrefixList> selected = PREFIX_LISTS.select(all, request.filters(), list -> Map.of());
    return DescribePrefixListsResponse.builder().prefixLists(selected).build();
  }

  private PrefixList prefixList(String id, String service) {
    return PrefixList.builder()
        .prefixListId(id)
        .prefixListName("com.amazonaws." + context.scope().region() + "." + service)
        .build();
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
