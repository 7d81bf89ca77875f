package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** IPv6 for networks that were made without: first the VPC gets a range, then its subnets. */
public final class Ipv6Service implements SandboxService {
  private static final String ASSOCIATED = "associated";

  /** What EC2 gives a VPC has 56 bits, what a subnet takes of it 64. */
  private static final String VPC_RANGE = "2600:1f18:%s:%s00::/56";

  private static final int SUBNET_PREFIX = 64;

  private final Context context;

  private Ipv6Service(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(Ipv6Service.class, Ipv6Service::new);
  }

  public AssociateVpcCidrBlockResponse associateVpcCidrBlock(AssociateVpcCidrBlockRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    if (!Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock())) {
      throw AwsError.badRequest(
          "UnsupportedOperation", "The sandbox gives a VPC no range but one of Amazon's for IPv6.");
    }
    if (!vpc.ipv6CidrBlockAssociationSet().isEmpty()) {
      throw AwsError.badRequest(
          "CidrLimitExceeded",
          "This network '" + vpc.vpcId() + "' has met its maximum number of allowed CIDRs");
    }
    var association =
        VpcIpv6CidrBlockAssociation.builder()
            .associationId("vpc-cidr-assoc-" + context.ids().hex(VpcRows.ID_DIGITS))
            .ipv6CidrBlock(
                VPC_RANGE.formatted("4" + context.ids().hex(3), "a" + context.ids().hex(1)))
            .ipv6CidrBlockState(state -> state.state(ASSOCIATED))
            .ipv6Pool("Amazon")
            .networkBorderGroup(context.scope().region())
            .build();
    context
        .table(Ec2Tables.VPCS)
        .put(vpc.vpcId(), vpc.toBuilder().ipv6CidrBlockAssociationSet(association).build());
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .ipv6CidrBlockAssociation(association)
        .build();
  }

  public AssociateSubnetCidrBlockResponse associateSubnetCidrBlock(
      AssociateSubnetCidrBlockRequest request) {
    Subnet subnet = Network.SUBNETS.existing(context, request.subnetId());
    Cidr block = block(request.ipv6CidrBlock(), subnet);
    var association =
        SubnetIpv6CidrBlockAssociation.builder()
            .associationId("subnet-cidr-assoc-" + context.ids().hex(VpcRows.ID_DIGITS))
            .ipv6CidrBlock(block.toString())
            .ipv6CidrBlockState(state -> state.state(ASSOCIATED))
            .build();
    context
        .table(Ec2Tables.SUBNETS)
        .put(
            subnet.subnetId(), subnet.toBuilder().ipv6CidrBlockAssociationSet(association).build());
    return AssociateSubnetCidrBlockResponse.builder()
        .subnetId(subnet.subnetId())
        .ipv6CidrBlockAssociation(association)
        .build();
  }

  /** A range of the right size within the VPC's, that no other subnet has. */
  private Cidr block(String text, Subnet subnet) {
    if (text == null) {
      throw Ec2Errors.missing("ipv6CidrBlock");
    }
    Cidr block =
        Cidr.ipv6(text)
            .filter(cidr -> cidr.prefix() == SUBNET_PREFIX)
            .filter(cidr -> ranges(subnet.vpcId()).stream().anyMatch(range -> range.contains(cidr)))
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "InvalidSubnet.Range", "The CIDR '" + text + "' is invalid."));
    boolean taken =
        context.table(Ec2Tables.SUBNETS).all().stream()
            .flatMap(other -> other.ipv6CidrBlockAssociationSet().stream())
            .anyMatch(other -> other.ipv6CidrBlock().equals(block.toString()));
    if (taken) {
      throw AwsError.badRequest(
          "InvalidSubnet.Conflict", "The CIDR '" + text + "' conflicts with another subnet");
    }
    return block;
  }

  private List<Cidr> ranges(String vpcId) {
    return Network.VPCS.existing(context, vpcId).ipv6CidrBlockAssociationSet().stream()
        .flatMap(association -> Cidr.ipv6(association.ipv6CidrBlock()).stream())
        .toList();
  }
}
