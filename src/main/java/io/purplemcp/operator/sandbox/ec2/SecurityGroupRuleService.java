package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/** The rules of security groups. */
public final class SecurityGroupRuleService implements SandboxService {
  private final Context context;
  private final SecurityGroups groups;
  private final Tags tags;

  private SecurityGroupRuleService(Context context) {
    this.context = context;
    this.groups = new SecurityGroups(context);
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(SecurityGroupRuleService.class, SecurityGroupRuleService::new);
  }

  public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
      AuthorizeSecurityGroupIngressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    List<IpPermission> permissions =
        Shorthand.or(
            request.ipPermissions(),
            new Shorthand(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName()));
    List<SecurityGroupRule> added =
        new RuleSet(context, group, false).authorize(permissions, request.tagSpecifications());
    return AuthorizeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .securityGroupRules(added)
        .build();
  }

  public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
      AuthorizeSecurityGroupEgressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), null);
    List<IpPermission> permissions =
        Shorthand.or(
            request.ipPermissions(),
            new Shorthand(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName()));
    List<SecurityGroupRule> added =
        new RuleSet(context, group, true).authorize(permissions, request.tagSpecifications());
    return AuthorizeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .securityGroupRules(added)
        .build();
  }

  public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
      RevokeSecurityGroupIngressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    RuleSet rules = new RuleSet(context, group, false);
    RuleSet.Revocation done =
        request.hasSecurityGroupRuleIds()
            ? rules.revokeIds(request.securityGroupRuleIds())
            : rules.revoke(
                Shorthand.or(
                    request.ipPermissions(),
                    new Shorthand(
                        request.ipProtocol(),
                        request.fromPort(),
                        request.toPort(),
                        request.cidrIp(),
                        request.sourceSecurityGroupName())));
    return RevokeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .unknownIpPermissions(done.unknown())
        .revokedSecurityGroupRules(done.revoked())
        .build();
  }

  public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(
      RevokeSecurityGroupEgressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), null);
    RuleSet rules = new RuleSet(context, group, true);
    RuleSet.Revocation done =
        request.hasSecurityGroupRuleIds()
            ? rules.revokeIds(request.securityGroupRuleIds())
            : rules.revoke(
                Shorthand.or(
                    request.ipPermissions(),
                    new Shorthand(
                        request.ipProtocol(),
                        request.fromPort(),
                        request.toPort(),
                        request.cidrIp(),
                        request.sourceSecurityGroupName())));
    return RevokeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .unknownIpPermissions(done.unknown())
        .revokedSecurityGroupRules(done.revoked())
        .build();
  }

  public ModifySecurityGroupRulesResponse modifySecurityGroupRules(
      ModifySecurityGroupRulesRequest request) {
    new RuleModification(context, groups.find(request.groupId(), null))
        .modify(request.securityGroupRules());
    return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
  }

  public UpdateSecurityGroupRuleDescriptionsIngressResponse
      updateSecurityGroupRuleDescriptionsIngress(
          UpdateSecurityGroupRuleDescriptionsIngressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    new RuleModification(context, group)
        .describe(false, request.ipPermissions(), request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder().returnValue(true).build();
  }

  public UpdateSecurityGroupRuleDescriptionsEgressResponse
      updateSecurityGroupRuleDescriptionsEgress(
          UpdateSecurityGroupRuleDescriptionsEgressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    new RuleModification(context, group)
        .describe(true, request.ipPermissions(), request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder().returnValue(true).build();
  }

  public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
      DescribeSecurityGroupRulesRequest request) {
    List<String> ids = request.securityGroupRuleIds();
    ids.forEach(id -> ResourceType.ofExisting(context, id));
    List<SecurityGroupRule> named =
        context.table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
            .filter(rule -> ids.isEmpty() || ids.contains(rule.securityGroupRuleId()))
            .toList();
    List<SecurityGroupRule> selected =
        SecurityGroupFilters.RULES.select(
            named, request.filters(), rule -> tags.of(rule.securityGroupRuleId()));
    Page<SecurityGroupRule> page = Page.of(selected, request.maxResults(), request.nextToken());
    return DescribeSecurityGroupRulesResponse.builder()
        .securityGroupRules(
            page.items().stream()
                .map(r -> r.toBuilder().tags(tags.list(r.securityGroupRuleId())).build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }
}
