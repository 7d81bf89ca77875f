package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** VPCs. */
public final class VpcService implements SandboxService {
  private static final int LARGEST_PREFIX = 28;
  private static final int SMALLEST_PREFIX = 16;

  private final Context context;
  private final Tags tags;

  private VpcService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(VpcService.class, VpcService::new);
  }

  public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
    Wanted wanted =
        new Wanted(request.vpcIds(), request.filters(), request.maxResults(), request.nextToken());
    Page<Vpc> page = Network.VPCS.page(context, wanted, this::finish);
    return DescribeVpcsResponse.builder().vpcs(page.items()).nextToken(page.nextToken()).build();
  }

  public CreateVpcResponse createVpc(CreateVpcRequest request) {
    String cidr = block(request.cidrBlock(), "Vpc").toString();
    String id = ResourceType.VPC.newId(context);
    tags.create(id, ResourceType.VPC.arnType(), request.tagSpecifications());
    Vpc vpc = VpcRows.vpc(context, id, cidr);
    context.table(Ec2Tables.VPCS).put(id, vpc);
    VpcRows.defaultGroup(context, id, ResourceType.SECURITY_GROUP.newId(context));
    NetworkAcls.createDefault(context, ResourceType.NETWORK_ACL.newId(context), id);
    RouteTable main = VpcRows.routeTable(context, vpc, true);
    context.table(Ec2Tables.ROUTE_TABLES).put(main.routeTableId(), main);
    return CreateVpcResponse.builder().vpc(finish(vpc)).build();
  }

  public DeleteVpcResponse deleteVpc(DeleteVpcRequest request) {
    String id = Network.VPCS.existing(context, request.vpcId()).vpcId();
    if (hasDependents(id)) {
      throw Ec2Errors.dependency("The vpc '" + id + "' has dependencies and cannot be deleted.");
    }
    SecurityGroups groups = new SecurityGroups(context);
    for (SecurityGroup group : groups.inVpc(id).toList()) {
      groups.rules(group.groupId()).forEach(r -> groups.removeRule(r.securityGroupRuleId()));
      context.table(Ec2Tables.SECURITY_GROUPS).remove(group.groupId());
    }
    context.table(Ec2Tables.ROUTE_TABLES).all().stream()
        .filter(table -> table.vpcId().equals(id))
        .forEach(table -> context.table(Ec2Tables.ROUTE_TABLES).remove(table.routeTableId()));
    context.table(Ec2Tables.NETWORK_ACLS).all().stream()
        .filter(acl -> acl.vpcId().equals(id))
        .forEach(acl -> context.table(Ec2Tables.NETWORK_ACLS).remove(acl.networkAclId()));
    context.table(Ec2Tables.VPCS).remove(id);
    context.table(Ec2Tables.VPC_ATTRIBUTES).remove(id);
    tags.forget(id);
    return DeleteVpcResponse.builder().build();
  }

  public DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    VpcAttributes attributes = attributes(vpc);
    DescribeVpcAttributeResponse.Builder answer =
        DescribeVpcAttributeResponse.builder().vpcId(vpc.vpcId());
    return switch (Optional.ofNullable(request.attributeAsString()).orElse("")) {
      case "enableDnsSupport" ->
          answer.enableDnsSupport(value(attributes.enableDnsSupport())).build();
      case "enableDnsHostnames" ->
          answer.enableDnsHostnames(value(attributes.enableDnsHostnames())).build();
      case "enableNetworkAddressUsageMetrics" ->
          answer
              .enableNetworkAddressUsageMetrics(
                  value(attributes.enableNetworkAddressUsageMetrics()))
              .build();
      default ->
          throw Ec2Errors.invalid(
              "Value (" + request.attributeAsString() + ") for parameter attribute is invalid.");
    };
  }

  public ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    VpcAttributes old = attributes(vpc);
    VpcAttributes changed =
        new VpcAttributes(
            value(request.enableDnsSupport(), old.enableDnsSupport()),
            value(request.enableDnsHostnames(), old.enableDnsHostnames()),
            value(
                request.enableNetworkAddressUsageMetrics(),
                old.enableNetworkAddressUsageMetrics()));
    context.table(Ec2Tables.VPC_ATTRIBUTES).put(vpc.vpcId(), changed);
    return ModifyVpcAttributeResponse.builder().build();
  }

  /** A block of a size that EC2 allows. */
  static Cidr block(String text, String what) {
    if (text == null) {
      throw Ec2Errors.missing("cidrBlock");
    }
    Cidr cidr =
        Cidr.ipv4(text)
            .orElseThrow(
                () ->
                    Ec2Errors.invalid(
                        "Value ("
                            + text
                            + ") for parameter cidrBlock is invalid. This is not a valid CIDR"
                            + " block."));
    if (cidr.prefix() < SMALLEST_PREFIX || cidr.prefix() > LARGEST_PREFIX) {
      throw AwsError.badRequest("Invalid" + what + ".Range", "The CIDR '" + text + "' is invalid.");
    }
    return cidr;
  }

  private boolean hasDependents(String vpcId) {
    return context.table(Ec2Tables.SUBNETS).all().stream().anyMatch(s -> s.vpcId().equals(vpcId))
        || context.table(Ec2Tables.VPC_ENDPOINTS).all().stream()
            .anyMatch(e -> e.vpcId().equals(vpcId))
        || context.table(Ec2Tables.INTERNET_GATEWAYS).all().stream()
            .flatMap(g -> g.attachments().stream())
            .anyMatch(a -> a.vpcId().equals(vpcId))
        || context.table(Ec2Tables.ROUTE_TABLES).all().stream()
            .filter(t -> t.vpcId().equals(vpcId))
            .anyMatch(t -> t.associations().stream().noneMatch(a -> a.main()))
        || context.table(Ec2Tables.NETWORK_ACLS).all().stream()
            .anyMatch(acl -> acl.vpcId().equals(vpcId) && !acl.isDefault())
        || new SecurityGroups(context)
            .inVpc(vpcId)
            .anyMatch(g -> !g.groupName().equals(VpcRows.DEFAULT_GROUP));
  }

  private VpcAttributes attributes(Vpc vpc) {
    return context
        .table(Ec2Tables.VPC_ATTRIBUTES)
        .find(vpc.vpcId())
        .orElseGet(() -> VpcAttributes.initial(vpc.isDefault()));
  }

  private Vpc finish(Vpc vpc) {
    return vpc.toBuilder().tags(tags.list(vpc.vpcId())).build();
  }

  private static AttributeBooleanValue value(boolean value) {
    return AttributeBooleanValue.builder().value(value).build();
  }

  private static boolean value(AttributeBooleanValue given, boolean otherwise) {
    return given == null || given.value() == null ? otherwise : given.value();
  }
}
