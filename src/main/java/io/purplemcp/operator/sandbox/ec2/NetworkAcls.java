package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** The network ACLs of VPCs: every subnet has one, the VPC's default where nobody chose another. */
final class NetworkAcls {
  static final String ANYWHERE = "0.0.0.0/0";
  static final String ALL_PROTOCOLS = "-1";

  /** The rule that ends every list. */
  static final int LAST = 32767;

  private static final int FIRST = 100;
  private static final String ASSOCIATION = "aclassoc-";
  private static final String SUBNET = "subnet-";

  private NetworkAcls() {}

  /** An ACL that lets nothing through, as a new one does. */
  static NetworkAcl empty(Context context, String id, String vpcId) {
    return NetworkAcl.builder()
        .networkAclId(id)
        .vpcId(vpcId)
        .ownerId(context.scope().account())
        .isDefault(false)
        .entries(last(true), last(false))
        .associations(List.of())
        .build();
  }

  /** The ACL that a VPC is born with lets everything through. */
  static void createDefault(Context context, String id, String vpcId) {
    NetworkAcl empty = empty(context, id, vpcId);
    List<NetworkAclEntry> entries = new ArrayList<>(empty.entries());
    entries.add(rule(true, FIRST, RuleAction.ALLOW));
    entries.add(rule(false, FIRST, RuleAction.ALLOW));
    put(context, with(empty.toBuilder().isDefault(true).build(), entries));
  }

  private static NetworkAclEntry last(boolean egress) {
    return rule(egress, LAST, RuleAction.DENY);
  }

  private static NetworkAclEntry rule(boolean egress, int number, RuleAction action) {
    return NetworkAclEntry.builder()
        .egress(egress)
        .ruleNumber(number)
        .protocol(ALL_PROTOCOLS)
        .cidrBlock(ANYWHERE)
        .ruleAction(action)
        .build();
  }

  /** In EC2's order: outbound rules first, each direction by number. */
  static NetworkAcl with(NetworkAcl acl, List<NetworkAclEntry> entries) {
    List<NetworkAclEntry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparing((NetworkAclEntry entry) -> !entry.egress())
                    .thenComparing(NetworkAclEntry::ruleNumber))
            .toList();
    return acl.toBuilder().entries(sorted).build();
  }

  static void put(Context context, NetworkAcl acl) {
    context.table(Ec2Tables.NETWORK_ACLS).put(acl.networkAclId(), acl);
  }

  /** A new subnet comes under its VPC's default ACL. */
  static void adopt(Context context, String vpcId, String subnetId) {
    context.table(Ec2Tables.NETWORK_ACLS).all().stream()
        .filter(acl -> acl.vpcId().equals(vpcId) && acl.isDefault())
        .findFirst()
        .ifPresent(
            acl ->
                associate(
                    context, acl, subnetId, ASSOCIATION + subnetId.substring(SUBNET.length())));
  }

  static void associate(Context context, NetworkAcl acl, String subnetId, String associationId) {
    List<NetworkAclAssociation> all = new ArrayList<>(acl.associations());
    all.add(
        NetworkAclAssociation.builder()
            .networkAclAssociationId(associationId)
            .networkAclId(acl.networkAclId())
            .subnetId(subnetId)
            .build());
    put(context, acl.toBuilder().associations(all).build());
  }

  static void forgetSubnet(Context context, String subnetId) {
    for (NetworkAcl acl : context.table(Ec2Tables.NETWORK_ACLS).all()) {
      List<NetworkAclAssociation> rest =
          acl.associations().stream().filter(tie -> !subnetId.equals(tie.subnetId())).toList();
      put(context, acl.toBuilder().associations(rest).build());
    }
  }

  /**
   * The ACL that has an association of this id.
   *
   * @throws AwsError {@code InvalidAssociationID.NotFound}
   */
  static NetworkAcl owner(Context context, String associationId) {
    return context.table(Ec2Tables.NETWORK_ACLS).all().stream()
        .filter(acl -> tie(acl, associationId).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.badRequest(
                    "InvalidAssociationID.NotFound",
                    "The association ID '" + associationId + "' does not exist"));
  }

  static Optional<NetworkAclAssociation> tie(NetworkAcl acl, String associationId) {
    return acl.associations().stream()
        .filter(each -> each.networkAclAssociationId().equals(associationId))
        .findFirst();
  }

  /** The ACL of a subnet. */
  static Optional<NetworkAcl> of(Context context, String subnetId) {
    return context.table(Ec2Tables.NETWORK_ACLS).all().stream()
        .filter(acl -> acl.associations().stream().anyMatch(tie -> subnetId.equals(tie.subnetId())))
        .findFirst();
  }
}
