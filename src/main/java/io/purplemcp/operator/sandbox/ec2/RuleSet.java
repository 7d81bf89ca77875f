package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** One group's rules in one direction. Each operation does all that it is asked, or nothing. */
final class RuleSet {
  /** EC2's default quota for a direction. */
  private static final int MAX_RULES = 60;

  private final Context context;
  private final SecurityGroup group;
  private final boolean egress;
  private final SecurityGroups groups;

  RuleSet(Context context, SecurityGroup group, boolean egress) {
    this.context = context;
    this.group = group;
    this.egress = egress;
    this.groups = new SecurityGroups(context);
  }

  /**
   * What a revocation did.
   *
   * @param unknown what a group of a default VPC did not have
   */
  record Revocation(List<RevokedSecurityGroupRule> revoked, List<IpPermission> unknown) {}

  /**
   * @throws AwsError {@code InvalidPermission.Duplicate} when any of them is there already
   */
  List<SecurityGroupRule> authorize(
      List<IpPermission> permissions, List<TagSpecification> specifications) {
    List<RuleAtom> atoms = parser().parse(permissions);
    refuseRepetition(atoms);
    for (RuleAtom atom : atoms) {
      if (find(atom).isPresent()) {
        throw AwsError.badRequest(
            "InvalidPermission.Duplicate",
            "the specified rule \"" + atom.inWords() + "\" already exists");
      }
    }
    if (rows().size() + atoms.size() > MAX_RULES) {
      throw AwsError.badRequest(
          "RulesPerSecurityGroupLimitExceeded",
          "The maximum number of rules per security group has been reached.");
    }
    return atoms.stream().map(atom -> add(atom, specifications)).toList();
  }

  /**
   * @throws AwsError {@code InvalidPermission.NotFound} when any of them is not there, unless the
   *     group is in a default VPC
   */
  Revocation revoke(List<IpPermission> permissions) {
    List<RuleAtom> atoms = parser().parse(permissions);
    List<RuleAtom> unknown = atoms.stream().filter(atom -> find(atom).isEmpty()).toList();
    if (!unknown.isEmpty() && !groups.inDefaultVpc(group)) {
      throw AwsError.badRequest(
          "InvalidPermission.NotFound",
          "The specified rule does not exist in this security group.");
    }
    List<RevokedSecurityGroupRule> revoked =
        atoms.stream().flatMap(atom -> find(atom).stream()).map(this::remove).toList();
    return new Revocation(revoked, IpPermissions.merge(unknown, group.ownerId()));
  }

  /**
   * @throws AwsError {@code InvalidSecurityGroupRuleId.NotFound}
   */
  Revocation revokeIds(List<String> ids) {
    List<SecurityGroupRule> found = ids.stream().map(this::byId).toList();
    return new Revocation(found.stream().map(this::remove).toList(), List.of());
  }

  /** A rule of this group and direction. */
  SecurityGroupRule byId(String id) {
    return rows().stream()
        .filter(rule -> rule.securityGroupRuleId().equals(id))
        .findFirst()
        .orElseThrow(() -> ResourceType.SECURITY_GROUP_RULE.notFound(id));
  }

  Optional<SecurityGroupRule> find(RuleAtom atom) {
    return rows().stream().filter(row -> RuleAtom.of(row).sameRule(atom)).findFirst();
  }

  RuleParser parser() {
    return new RuleParser(egress, pair -> groups.peer(group, pair));
  }

  private List<SecurityGroupRule> rows() {
    return groups.rules(group.groupId()).stream()
        .filter(rule -> rule.isEgress() == egress)
        .toList();
  }

  private SecurityGroupRule add(RuleAtom atom, List<TagSpecification> specifications) {
    SecurityGroupRule row =
        VpcRows.putRule(
            context, group.groupId(), atom.over(SecurityGroupRule.builder(), group.ownerId()));
    Tags tags = new Tags(context);
    tags.create(row.securityGroupRuleId(), "security-group-rule", specifications);
    return row.toBuilder().tags(tags.list(row.securityGroupRuleId())).build();
  }

  private RevokedSecurityGroupRule remove(SecurityGroupRule row) {
    groups.removeRule(row.securityGroupRuleId());
    return RevokedSecurityGroupRule.builder()
        .securityGroupRuleId(row.securityGroupRuleId())
        .groupId(row.groupId())
        .isEgress(row.isEgress())
        .ipProtocol(row.ipProtocol())
        .fromPort(row.fromPort())
        .toPort(row.toPort())
        .cidrIpv4(row.cidrIpv4())
        .cidrIpv6(row.cidrIpv6())
        .prefixListId(row.prefixListId())
        .referencedGroupId(
            row.referencedGroupInfo() == null ? null : row.referencedGroupInfo().groupId())
        .description(row.description())
        .build();
  }

  private static void refuseRepetition(List<RuleAtom> atoms) {
    List<RuleAtom> seen = new ArrayList<>();
    for (RuleAtom atom : atoms) {
      if (seen.stream().anyMatch(atom::sameRule)) {
        throw Ec2Errors.invalid("The same permission must not appear multiple times");
      }
      seen.add(atom);
    }
  }
}
