package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Looks up security groups, their rules and who uses them. */
final class SecurityGroups {
  private final Context context;
  private final Tags tags;

  SecurityGroups(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  SecurityGroup existing(String id) {
    if (!id.matches("sg-[0-9a-f]+")) {
      throw AwsError.badRequest("InvalidGroupId.Malformed", "Invalid id: \"" + id + "\"");
    }
    return context.table(Ec2Tables.SECURITY_GROUPS).find(id).orElseThrow(() -> noGroup(id));
  }

  /** By id, or by its name in the default VPC. */
  SecurityGroup find(String id, String name) {
    if (id != null) {
      return existing(id);
    } else if (name == null) {
      throw Ec2Errors.missing("groupId");
    }
    return inVpc(defaultVpc())
        .filter(group -> group.groupName().equals(name))
        .findFirst()
        .orElseThrow(() -> noGroup(name));
  }

  Stream<SecurityGroup> inVpc(String vpcId) {
    return context.table(Ec2Tables.SECURITY_GROUPS).all().stream()
        .filter(group -> group.vpcId().equals(vpcId));
  }

  String existingVpc(String id) {
    return context
        .table(Ec2Tables.VPCS)
        .find(id)
        .map(Vpc::vpcId)
        .orElseThrow(() -> ResourceType.VPC.notFound(id));
  }

  String defaultVpc() {
    return context.table(Ec2Tables.VPCS).all().stream()
        .filter(Vpc::isDefault)
        .findFirst()
        .map(Vpc::vpcId)
        .orElseThrow(
            () -> AwsError.badRequest("VPCIdNotSpecified", "No default VPC for this user"));
  }

  boolean inDefaultVpc(SecurityGroup group) {
    return context.table(Ec2Tables.VPCS).find(group.vpcId()).filter(Vpc::isDefault).isPresent();
  }

  List<SecurityGroupRule> rules(String groupId) {
    return context.table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
        .filter(rule -> rule.groupId().equals(groupId))
        .toList();
  }

  void removeRule(String ruleId) {
    context.table(Ec2Tables.SECURITY_GROUP_RULES).remove(ruleId);
    tags.forget(ruleId);
  }

  /** Whether another group's rule, an interface or an endpoint refers to it. */
  boolean inUse(String groupId) {
    return context.table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
            .filter(rule -> !rule.groupId().equals(groupId))
            .anyMatch(rule -> refersTo(rule, groupId))
        || context.table(Ec2Tables.NETWORK_INTERFACES).all().stream()
            .flatMap(eni -> eni.groups().stream())
            .anyMatch(group -> group.groupId().equals(groupId))
        || context.table(Ec2Tables.VPC_ENDPOINTS).all().stream()
            .flatMap(endpoint -> endpoint.groups().stream())
            .anyMatch(group -> group.groupId().equals(groupId));
  }

  /**
   * The group that a rule's peer means, which must be in the same VPC.
   *
   * @throws AwsError {@code InvalidGroup.NotFound}
   */
  String peer(SecurityGroup of, UserIdGroupPair pair) {
    if (pair.userId() != null && !pair.userId().equals(of.ownerId())) {
      throw noGroup(pair.groupId());
    }
    SecurityGroup peer =
        pair.groupId() != null
            ? existing(pair.groupId())
            : inVpc(of.vpcId())
                .filter(group -> group.groupName().equals(pair.groupName()))
                .findFirst()
                .orElseThrow(() -> noGroup(pair.groupName()));
    if (!peer.vpcId().equals(of.vpcId())) {
      throw AwsError.badRequest(
          "InvalidGroup.NotFound",
          "You have specified two resources that belong to different networks.");
    }
    return peer.groupId();
  }

  /** With its rules and tags. */
  SecurityGroup render(SecurityGroup group) {
    List<RuleAtom> atoms = rules(group.groupId()).stream().map(RuleAtom::of).toList();
    List<RuleAtom> in = atoms.stream().filter(rule -> !rule.egress()).toList();
    List<RuleAtom> out = atoms.stream().filter(RuleAtom::egress).toList();
    return group.toBuilder()
        .ipPermissions(IpPermissions.merge(in, group.ownerId()))
        .ipPermissionsEgress(IpPermissions.merge(out, group.ownerId()))
        .tags(tags.list(group.groupId()))
        .build();
  }

  private static boolean refersTo(SecurityGroupRule rule, String groupId) {
    return rule.referencedGroupInfo() != null
        && Objects.equals(rule.referencedGroupInfo().groupId(), groupId);
  }

  private static AwsError noGroup(String idOrName) {
    return ResourceType.SECURITY_GROUP.notFound(idOrName);
  }
}
