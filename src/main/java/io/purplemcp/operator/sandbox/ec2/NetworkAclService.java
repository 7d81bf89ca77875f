package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;

/** Network ACLs. */
public final class NetworkAclService implements SandboxService {
  private static final String TCP = "6";
  private static final String UDP = "17";

  private final Context context;
  private final Tags tags;

  private NetworkAclService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(NetworkAclService.class, NetworkAclService::new);
  }

  public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request) {
    Wanted wanted =
        new Wanted(
            request.networkAclIds(), request.filters(), request.maxResults(), request.nextToken());
    Page<NetworkAcl> page = Network.NETWORK_ACLS.page(context, wanted, this::finish);
    return DescribeNetworkAclsResponse.builder()
        .networkAcls(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public CreateNetworkAclResponse createNetworkAcl(CreateNetworkAclRequest request) {
    String vpc = Network.VPCS.existing(context, request.vpcId()).vpcId();
    String id = ResourceType.NETWORK_ACL.newId(context);
    tags.create(id, ResourceType.NETWORK_ACL.arnType(), request.tagSpecifications());
    NetworkAcl acl = NetworkAcls.empty(context, id, vpc);
    NetworkAcls.put(context, acl);
    return CreateNetworkAclResponse.builder().networkAcl(finish(acl)).build();
  }

  public DeleteNetworkAclResponse deleteNetworkAcl(DeleteNetworkAclRequest request) {
    NetworkAcl acl = existing(request.networkAclId());
    if (acl.isDefault()) {
      throw Ec2Errors.invalid("cannot delete default network ACL " + acl.networkAclId());
    }
    if (!acl.associations().isEmpty()) {
      throw Ec2Errors.dependency(
          "The networkAcl '" + acl.networkAclId() + "' has dependencies and cannot be deleted.");
    }
    context.table(Ec2Tables.NETWORK_ACLS).remove(acl.networkAclId());
    tags.forget(acl.networkAclId());
    return DeleteNetworkAclResponse.builder().build();
  }

  public CreateNetworkAclEntryResponse createNetworkAclEntry(CreateNetworkAclEntryRequest request) {
    NetworkAcl acl = existing(request.networkAclId());
    if (find(acl, request.egress(), request.ruleNumber()).isPresent()) {
      throw AwsError.badRequest(
          "NetworkAclEntryAlreadyExists",
          "The network acl entry identified by " + request.ruleNumber() + " already exists.");
    }
    add(
        acl,
        entry(
            NetworkAclEntry.builder()
                .egress(request.egress())
                .ruleNumber(request.ruleNumber())
                .protocol(request.protocol())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .ruleAction(request.ruleAction())
                .build()));
    return CreateNetworkAclEntryResponse.builder().build();
  }

  public ReplaceNetworkAclEntryResponse replaceNetworkAclEntry(
      ReplaceNetworkAclEntryRequest request) {
    NetworkAcl acl = existing(request.networkAclId());
    NetworkAcl without = without(acl, request.egress(), request.ruleNumber());
    add(
        without,
        entry(
            NetworkAclEntry.builder()
                .egress(request.egress())
                .ruleNumber(request.ruleNumber())
                .protocol(request.protocol())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .ruleAction(request.ruleAction())
                .build()));
    return ReplaceNetworkAclEntryResponse.builder().build();
  }

  public DeleteNetworkAclEntryResponse deleteNetworkAclEntry(DeleteNetworkAclEntryRequest request) {
    NetworkAcl acl = existing(request.networkAclId());
    NetworkAcls.put(context, without(acl, request.egress(), request.ruleNumber()));
    return DeleteNetworkAclEntryResponse.builder().build();
  }

  public ReplaceNetworkAclAssociationResponse replaceNetworkAclAssociation(
      ReplaceNetworkAclAssociationRequest request) {
    NetworkAcl next = existing(request.networkAclId());
    NetworkAcl owner = NetworkAcls.owner(context, request.associationId());
    NetworkAclAssociation tie = NetworkAcls.tie(owner, request.associationId()).orElseThrow();
    NetworkAcls.forgetSubnet(context, tie.subnetId());
    String id = "aclassoc-" + context.ids().hex(VpcRows.ID_DIGITS);
    NetworkAcls.associate(context, existing(next.networkAclId()), tie.subnetId(), id);
    return ReplaceNetworkAclAssociationResponse.builder().newAssociationId(id).build();
  }

  private NetworkAcl existing(String id) {
    return Network.NETWORK_ACLS.existing(context, id);
  }

  private static Optional<NetworkAclEntry> find(NetworkAcl acl, Boolean egress, Integer number) {
    return acl.entries().stream()
        .filter(entry -> entry.egress().equals(egress) && entry.ruleNumber().equals(number))
        .findFirst();
  }

  private void add(NetworkAcl acl, NetworkAclEntry entry) {
    List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
    entries.add(entry);
    NetworkAcls.put(context, NetworkAcls.with(acl, entries));
  }

  private static NetworkAcl without(NetworkAcl acl, Boolean egress, Integer number) {
    NetworkAclEntry gone =
        find(acl, egress, number)
            .filter(entry -> number < NetworkAcls.LAST)
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "InvalidNetworkAclEntry.NotFound",
                        "The network acl entry identified by " + number + " does not exist."));
    return NetworkAcls.with(acl, acl.entries().stream().filter(entry -> entry != gone).toList());
  }

  /** TCP and UDP need ports; the block is kept in its canonical form. */
  private static NetworkAclEntry entry(NetworkAclEntry wanted) {
    if (wanted.egress() == null || wanted.ruleNumber() == null || wanted.protocol() == null) {
      throw Ec2Errors.missing("ruleNumber");
    }
    if (wanted.ruleNumber() < 1 || wanted.ruleNumber() >= NetworkAcls.LAST) {
      throw Ec2Errors.invalid(
          "Value (" + wanted.ruleNumber() + ") for parameter ruleNumber is invalid.");
    }
    boolean needsPorts = wanted.protocol().equals(TCP) || wanted.protocol().equals(UDP);
    if (needsPorts && wanted.portRange() == null) {
      throw Ec2Errors.missing("portRange");
    }
    if (wanted.cidrBlock() == null) {
      throw AwsError.badRequest(
          "UnsupportedOperation", "The sandbox's network ACLs know IPv4 only.");
    }
    String block =
        Cidr.ipv4(wanted.cidrBlock())
            .map(Cidr::toString)
            .orElseThrow(
                () -> Ec2Errors.invalid("CIDR block " + wanted.cidrBlock() + " is malformed"));
    return wanted.toBuilder().cidrBlock(block).build();
  }

  private NetworkAcl finish(NetworkAcl acl) {
    return acl.toBuilder().tags(tags.list(acl.networkAclId())).build();
  }
}
