package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Subnets. */
public final class SubnetService implements SandboxService {
  private final Context context;
  private final Tags tags;

  private SubnetService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(SubnetService.class, SubnetService::new);
  }

  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    Wanted wanted =
        new Wanted(
            request.subnetIds(), request.filters(), request.maxResults(), request.nextToken());
    Page<Subnet> page = Network.SUBNETS.page(context, wanted, this::finish);
    return DescribeSubnetsResponse.builder()
        .subnets(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    Cidr block = VpcService.block(request.cidrBlock(), "Subnet");
    refuseMisplaced(vpc, block);
    List<String> zones = Zones.of(context.scope().region());
    String zone = request.availabilityZone() == null ? zones.get(0) : request.availabilityZone();
    if (!zones.contains(zone)) {
      throw Ec2Errors.invalid(
          "Value ("
              + zone
              + ") for parameter availabilityZone is invalid. Subnets can currently only be"
              + " created in the following availability zones: "
              + String.join(", ", zones)
              + ".");
    }
    String id = ResourceType.SUBNET.newId(context);
    tags.create(id, ResourceType.SUBNET.arnType(), request.tagSpecifications());
    Subnet subnet = row(context, id, vpc.vpcId(), zone, block.toString(), false);
    context.table(Ec2Tables.SUBNETS).put(id, subnet);
    NetworkAcls.adopt(context, vpc.vpcId(), id);
    return CreateSubnetResponse.builder().subnet(finish(subnet)).build();
  }

  public DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request) {
    String id = Network.SUBNETS.existing(context, request.subnetId()).subnetId();
    boolean nat =
        context.table(Ec2Tables.NAT_GATEWAYS).all().stream()
            .anyMatch(gateway -> gateway.subnetId().equals(id));
    if (nat || !NetworkInterfaces.in(context, id).isEmpty()) {
      throw Ec2Errors.dependency("The subnet '" + id + "' has dependencies and cannot be deleted.");
    }
    context.table(Ec2Tables.SUBNETS).remove(id);
    RouteTables.forgetSubnet(context, id);
    NetworkAcls.forgetSubnet(context, id);
    tags.forget(id);
    return DeleteSubnetResponse.builder().build();
  }

  public ModifySubnetAttributeResponse modifySubnetAttribute(ModifySubnetAttributeRequest request) {
    String id = Network.SUBNETS.existing(context, request.subnetId()).subnetId();
    if (request.mapPublicIpOnLaunch() == null) {
      throw AwsError.badRequest(
          "UnsupportedOperation",
          "The sandbox changes no attribute of a subnet but MapPublicIpOnLaunch.");
    }
    boolean gives = Boolean.TRUE.equals(request.mapPublicIpOnLaunch().value());
    context
        .table(Ec2Tables.SUBNETS)
        .change(id, subnet -> subnet.toBuilder().mapPublicIpOnLaunch(gives).build());
    return ModifySubnetAttributeResponse.builder().build();
  }

  static Subnet row(
      Context context, String id, String vpcId, String zone, String cidr, boolean isPublic) {
    return Subnet.builder()
        .subnetId(id)
        .subnetArn(context.scope().arn("ec2", "subnet/" + id))
        .vpcId(vpcId)
        .ownerId(context.scope().account())
        .state(SubnetState.AVAILABLE)
        .cidrBlock(cidr)
        .availabilityZone(zone)
        .availabilityZoneId(Zones.id(zone))
        .defaultForAz(isPublic)
        .mapPublicIpOnLaunch(isPublic)
        .mapCustomerOwnedIpOnLaunch(false)
        .assignIpv6AddressOnCreation(false)
        .enableDns64(false)
        .ipv6Native(false)
        .privateDnsNameOptionsOnLaunch(
            o ->
                o.hostnameType("ip-name")
                    .enableResourceNameDnsARecord(false)
                    .enableResourceNameDnsAAAARecord(false))
        .build();
  }

  private void refuseMisplaced(Vpc vpc, Cidr block) {
    if (!Cidr.ipv4(vpc.cidrBlock()).orElseThrow().contains(block)) {
      throw AwsError.badRequest("InvalidSubnet.Range", "The CIDR '" + block + "' is invalid.");
    }
    boolean overlaps =
        context.table(Ec2Tables.SUBNETS).all().stream()
            .filter(other -> other.vpcId().equals(vpc.vpcId()))
            .anyMatch(other -> Cidr.ipv4(other.cidrBlock()).orElseThrow().overlaps(block));
    if (overlaps) {
      throw AwsError.badRequest(
          "InvalidSubnet.Conflict", "The CIDR '" + block + "' conflicts with another subnet");
    }
  }

  private Subnet finish(Subnet subnet) {
    return subnet.toBuilder()
        .availableIpAddressCount(SubnetAddresses.free(context, subnet))
        .tags(tags.list(subnet.subnetId()))
        .build();
  }
}
