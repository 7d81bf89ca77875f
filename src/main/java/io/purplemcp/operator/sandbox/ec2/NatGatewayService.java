package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** NAT gateways and the public addresses that they need. */
public final class NatGatewayService implements SandboxService {
  private final Context context;
  private final Tags tags;

  private NatGatewayService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(NatGatewayService.class, NatGatewayService::new);
  }

  public DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request) {
    Wanted wanted =
        new Wanted(
            request.natGatewayIds(), request.filter(), request.maxResults(), request.nextToken());
    Page<NatGateway> page = Network.NAT_GATEWAYS.page(context, wanted, this::finish);
    return DescribeNatGatewaysResponse.builder()
        .natGateways(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  /** The gateway is available at once; AWS takes a minute or two. */
  public CreateNatGatewayResponse createNatGateway(CreateNatGatewayRequest request) {
    Subnet subnet = Network.SUBNETS.existing(context, request.subnetId());
    if (request.connectivityType() == ConnectivityType.PRIVATE) {
      throw AwsError.badRequest(
          "UnsupportedOperation", "The sandbox makes public NAT gateways only.");
    }
    Address address = Network.ADDRESSES.existing(context, request.allocationId());
    String id = ResourceType.NAT_GATEWAY.newId(context);
    tags.create(id, ResourceType.NAT_GATEWAY.arnType(), request.tagSpecifications());
    NetworkInterface eni =
        NetworkInterfaces.create(
            context,
            subnet.subnetId(),
            List.of(),
            false,
            e -> e.description("Interface for NAT Gateway " + id).interfaceType("nat_gateway"));
    NatGateway gateway =
        NatGateway.builder()
            .natGatewayId(id)
            .vpcId(subnet.vpcId())
            .subnetId(subnet.subnetId())
            .state(NatGatewayState.AVAILABLE)
            .connectivityType(ConnectivityType.PUBLIC)
            .createTime(context.now())
            .natGatewayAddresses(
                NatGatewayAddress.builder()
                    .allocationId(address.allocationId())
                    .publicIp(address.publicIp())
                    .privateIp(eni.privateIpAddress())
                    .networkInterfaceId(eni.networkInterfaceId())
                    .isPrimary(true)
                    .build())
            .build();
    context.table(Ec2Tables.NAT_GATEWAYS).put(id, gateway);
    return CreateNatGatewayResponse.builder().natGateway(finish(gateway)).build();
  }

  /** A deleted gateway is gone at once; AWS shows it as deleted for an hour. */
  public DeleteNatGatewayResponse deleteNatGateway(DeleteNatGatewayRequest request) {
    NatGateway gateway = Network.NAT_GATEWAYS.existing(context, request.natGatewayId());
    gateway
        .natGatewayAddresses()
        .forEach(address -> NetworkInterfaces.delete(context, address.networkInterfaceId()));
    context.table(Ec2Tables.NAT_GATEWAYS).remove(gateway.natGatewayId());
    tags.forget(gateway.natGatewayId());
    RouteTables.blackhole(context, gateway.natGatewayId());
    return DeleteNatGatewayResponse.builder().natGatewayId(gateway.natGatewayId()).build();
  }

  public AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
    String id = ResourceType.ADDRESS.newId(context);
    tags.create(id, ResourceType.ADDRESS.arnType(), request.tagSpecifications());
    Address address =
        Address.builder()
            .allocationId(id)
            .domain(DomainType.VPC)
            .publicIp(NetworkInterfaces.publicIp(context))
            .publicIpv4Pool("amazon")
            .networkBorderGroup(context.scope().region())
            .build();
    context.table(Ec2Tables.ADDRESSES).put(id, address);
    return AllocateAddressResponse.builder()
        .allocationId(id)
        .domain(address.domain())
        .publicIp(address.publicIp())
        .publicIpv4Pool(address.publicIpv4Pool())
        .networkBorderGroup(address.networkBorderGroup())
        .build();
  }

  public ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
    Address address = Network.ADDRESSES.existing(context, request.allocationId());
    boolean used =
        context.table(Ec2Tables.NAT_GATEWAYS).all().stream()
            .flatMap(gateway -> gateway.natGatewayAddresses().stream())
            .anyMatch(a -> address.allocationId().equals(a.allocationId()));
    if (used) {
      throw AwsError.badRequest(
          "InvalidIPAddress.InUse", "The address " + address.publicIp() + " is in use");
    }
    context.table(Ec2Tables.ADDRESSES).remove(address.allocationId());
    tags.forget(address.allocationId());
    return ReleaseAddressResponse.builder().build();
  }

  public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
    Wanted wanted = new Wanted(request.allocationIds(), request.filters(), null, null);
    Page<Address> page =
        Network.ADDRESSES.page(
            context, wanted, a -> a.toBuilder().tags(tags.list(a.allocationId())).build());
    return DescribeAddressesResponse.builder().addresses(page.items()).build();
  }

  private NatGateway finish(NatGateway gateway) {
    return gateway.toBuilder().tags(tags.list(gateway.natGatewayId())).build();
  }
}
