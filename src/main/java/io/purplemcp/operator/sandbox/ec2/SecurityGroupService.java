package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Security groups as wholes. */
public final class SecurityGroupService implements SandboxService {
  private static final String TYPE = "security-group";

  private final Context context;
  private final SecurityGroups groups;
  private final Tags tags;

  private SecurityGroupService(Context context) {
    this.context = context;
    this.groups = new SecurityGroups(context);
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(SecurityGroupService.class, SecurityGroupService::new);
  }

  public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
    String name = validName(request.groupName());
    String description = validDescription(request.description());
    String vpc =
        request.vpcId() == null ? groups.defaultVpc() : groups.existingVpc(request.vpcId());
    if (groups.inVpc(vpc).anyMatch(group -> group.groupName().equals(name))) {
      throw AwsError.badRequest(
          "InvalidGroup.Duplicate",
          "The security group '" + name + "' already exists for VPC '" + vpc + "'");
    }
    String id = "sg-" + context.ids().hex(VpcRows.ID_DIGITS);
    tags.create(id, TYPE, request.tagSpecifications());
    SecurityGroup group = VpcRows.group(context, vpc, id, name, description);
    context.table(Ec2Tables.SECURITY_GROUPS).put(id, group);
    VpcRows.allowAllOutwards(context, id);
    return CreateSecurityGroupResponse.builder()
        .groupId(id)
        .securityGroupArn(group.securityGroupArn())
        .tags(tags.list(id))
        .build();
  }

  public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    String id = group.groupId();
    if (group.groupName().equals(VpcRows.DEFAULT_GROUP)) {
      throw AwsError.badRequest(
          "CannotDelete",
          "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
    } else if (groups.inUse(id)) {
      throw Ec2Errors.dependency("resource " + id + " has a dependent object");
    }
    groups.rules(id).forEach(rule -> groups.removeRule(rule.securityGroupRuleId()));
    context.table(Ec2Tables.SECURITY_GROUPS).remove(id);
    tags.forget(id);
    return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(id).build();
  }

  public DescribeSecurityGroupsResponse describeSecurityGroups(
      DescribeSecurityGroupsRequest request) {
    request.groupIds().forEach(groups::existing);
    request.groupNames().forEach(name -> groups.find(null, name));
    List<SecurityGroup> named =
        context.table(Ec2Tables.SECURITY_GROUPS).all().stream()
            .filter(g -> request.groupIds().isEmpty() || request.groupIds().contains(g.groupId()))
            .filter(
                g -> request.groupNames().isEmpty() || request.groupNames().contains(g.groupName()))
            .map(groups::render)
            .toList();
    List<SecurityGroup> selected =
        SecurityGroupFilters.GROUPS.select(named, request.filters(), g -> tags.of(g.groupId()));
    Page<SecurityGroup> page = Page.of(selected, request.maxResults(), request.nextToken());
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private static String validName(String name) {
    if (name == null || name.isEmpty()) {
      throw Ec2Errors.missing("GroupName");
    } else if (name.equals(VpcRows.DEFAULT_GROUP)) {
      throw AwsError.badRequest(
          "InvalidGroup.Reserved", "The security group 'default' is reserved");
    } else if (name.startsWith("sg-")) {
      throw Ec2Errors.invalid("invalid value for parameter groupName: " + name);
    }
    return valid("GroupName", name);
  }

  private static String validDescription(String description) {
    if (description == null || description.isEmpty()) {
      throw Ec2Errors.missing("GroupDescription");
    }
    return valid("GroupDescription", description);
  }

  private static String valid(String parameter, String value) {
    if (!RuleParser.TEXT.matcher(value).matches()) {
      throw Ec2Errors.invalid(
          "Value ("
              + value
              + ") for parameter "
              + parameter
              + " is invalid. Valid are up to 255 of the characters a-zA-Z0-9. "
              + "_-:/()#,@[]+=&;{}!$*");
    }
    return value;
  }
}
