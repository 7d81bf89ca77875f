package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** Changes to rules that keep their ids. */
final class RuleModification {
  private final Context context;
  private final SecurityGroup group;

  RuleModification(Context context, SecurityGroup group) {
    this.context = context;
    this.group = group;
  }

  /** Gives rules other contents, either direction's; what an update does not state is emptied. */
  void modify(List<SecurityGroupRuleUpdate> updates) {
    Map<String, SecurityGroupRule> changed = new LinkedHashMap<>();
    for (SecurityGroupRuleUpdate update : updates) {
      String id = update.securityGroupRuleId();
      SecurityGroupRule row = row(id);
      RuleSet rules = new RuleSet(context, group, row.isEgress());
      RuleAtom atom = rules.parser().parse(update.securityGroupRule());
      if (rules.find(atom).filter(r -> !r.securityGroupRuleId().equals(id)).isPresent()) {
        throw AwsError.badRequest(
            "InvalidPermission.Duplicate",
            "the specified rule \"" + atom.inWords() + "\" already exists");
      }
      SecurityGroupRule.Builder emptied = withoutPeer(row).toBuilder();
      changed.put(id, atom.over(emptied, group.ownerId()).build());
    }
    changed.forEach(context.table(Ec2Tables.SECURITY_GROUP_RULES)::put);
  }

  /** Gives rules other descriptions; a rule without one in the request loses its own. */
  void describe(
      boolean egress,
      List<IpPermission> permissions,
      List<SecurityGroupRuleDescription> descriptions) {
    RuleSet rules = new RuleSet(context, group, egress);
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    for (RuleAtom atom : rules.parser().parse(permissions)) {
      SecurityGroupRule row = rules.find(atom).orElseThrow(RuleModification::noSuchRule);
      texts.put(row.securityGroupRuleId(), atom.description());
    }
    for (SecurityGroupRuleDescription description : descriptions) {
      SecurityGroupRule row = rules.byId(description.securityGroupRuleId());
      texts.put(row.securityGroupRuleId(), Optional.ofNullable(description.description()));
    }
    texts.forEach(
        (id, text) ->
            context
                .table(Ec2Tables.SECURITY_GROUP_RULES)
                .change(id, r -> r.toBuilder().description(text.orElse(null)).build()));
  }

  private SecurityGroupRule row(String id) {
    return context
        .table(Ec2Tables.SECURITY_GROUP_RULES)
        .find(id)
        .filter(rule -> rule.groupId().equals(group.groupId()))
        .orElseThrow(() -> ResourceType.SECURITY_GROUP_RULE.notFound(id));
  }

  /** The SDK's builder cannot unset a structure, so the row is made anew without it. */
  private static SecurityGroupRule withoutPeer(SecurityGroupRule row) {
    return SecurityGroupRule.builder()
        .securityGroupRuleId(row.securityGroupRuleId())
        .securityGroupRuleArn(row.securityGroupRuleArn())
        .groupId(row.groupId())
        .groupOwnerId(row.groupOwnerId())
        .build();
  }

  private static AwsError noSuchRule() {
    return AwsError.badRequest(
        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
  }
}
