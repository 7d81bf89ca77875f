package io.purplemcp.operator.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The IAM actions that a call needs. Most calls need the action of their own name; what needs more
 * is from AWS's service authorization reference.
 */
final class IamActions {
  /** Services whose name in a signature is not the prefix of their actions. */
  private static final Map<String, String> PREFIXES =
      Map.of("tagging", "tag", "monitoring", "cloudwatch");

  /** What a call needs beside its own action when it carries tags, a role, or is the first. */
  private static final Map<String, Set<String>> FURTHER =
      Map.ofEntries(
          Map.entry("ecs:CreateCluster", Set.of("ecs:TagResource", "iam:CreateServiceLinkedRole")),
          Map.entry("ecs:CreateService", Set.of("ecs:TagResource")),
          Map.entry("ecs:RegisterTaskDefinition", Set.of("ecs:TagResource", "iam:PassRole")),
          Map.entry(
              "application-autoscaling:RegisterScalableTarget",
              Set.of("iam:CreateServiceLinkedRole")),
          Map.entry("ec2:CreateSecurityGroup", Set.of("ec2:CreateTags")),
          Map.entry(
              "elasticloadbalancing:CreateLoadBalancer",
              Set.of("elasticloadbalancing:AddTags", "iam:CreateServiceLinkedRole")),
          Map.entry(
              "elasticloadbalancing:CreateTargetGroup", Set.of("elasticloadbalancing:AddTags")),
          Map.entry("elasticloadbalancing:CreateListener", Set.of("elasticloadbalancing:AddTags")),
          Map.entry("elasticloadbalancing:CreateRule", Set.of("elasticloadbalancing:AddTags")),
          Map.entry("iam:CreateRole", Set.of("iam:TagRole")),
          Map.entry("wafv2:CreateWebACL", Set.of("wafv2:TagResource")),
          Map.entry("wafv2:AssociateWebACL", Set.of("elasticloadbalancing:SetWebACL")),
          Map.entry("wafv2:DisassociateWebACL", Set.of("elasticloadbalancing:SetWebACL")),
          Map.entry("logs:CreateLogGroup", Set.of("logs:TagResource")),
          Map.entry("sts:AssumeRole", Set.of("sts:SetSourceIdentity", "sts:TagSession")));

  private IamActions() {}

  /**
   * @param call service and operation: {@code ecs:CreateService}
   */
  static Set<String> of(String call) {
    int colon = call.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not of the form service:Operation: " + call);
    }
    String service = call.substring(0, colon);
    String action = PREFIXES.getOrDefault(service, service) + call.substring(colon);
    Set<String> actions = new TreeSet<>(FURTHER.getOrDefault(action, Set.of()));
    actions.add(action);
    return actions;
  }
}
