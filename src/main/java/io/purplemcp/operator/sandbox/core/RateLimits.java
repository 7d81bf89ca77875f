package io.purplemcp.operator.sandbox.core;

import java.util.List;
import java.util.Set;

/**
 * The rates that AWS publishes for an account in a region: the throttling pages of Amazon ECS,
 * Elastic Load Balancing and Amazon EC2, and the quotas of CloudWatch Logs. For IAM, Resource
 * Groups Tagging and ACM nothing is published; the figures here are cautious guesses.
 */
final class RateLimits {
  private record Rule(RateLimit limit, Set<String> operations) {}

  private static final List<Rule> NAMED =
      List.of(
          rule("ecs", "service read", 100, 20, "DescribeServices", "ListServices"),
          rule("ecs", "service modify", 50, 5, "CreateService", "UpdateService", "DeleteService"),
          rule("ecs", "cluster read", 50, 20, "DescribeClusters", "ListClusters"),
          rule("ecs", "cluster modify", 20, 1, "CreateCluster", "UpdateCluster", "DeleteCluster"),
          rule("ecs", "cluster modify", 20, 1, "UpdateClusterSettings"),
          rule("ecs", "cluster modify", 20, 1, "PutClusterCapacityProviders"),
          rule("ecs", "definition read", 50, 20, "DescribeTaskDefinition", "ListTaskDefinitions"),
          rule("ecs", "definition read", 50, 20, "ListTaskDefinitionFamilies"),
          rule("ecs", "definition modify", 20, 1, "RegisterTaskDefinition"),
          rule("ecs", "definition modify", 20, 1, "DeregisterTaskDefinition"),
          rule("ecs", "definition delete", 5, 1, "DeleteTaskDefinitions"),
          rule("ecs", "tag read", 50, 20, "ListTagsForResource"),
          rule("ecs", "tag modify", 20, 10, "TagResource", "UntagResource"),
          rule("ecs", "deployment", 50, 20, "ListServiceDeployments", "StopServiceDeployment"),
          rule("ecs", "deployment", 50, 20, "DescribeServiceDeployments"),
          rule("ecs", "revision", 50, 20, "DescribeServiceRevisions"),
          rule("elasticloadbalancing", "intensive", 10, 0.2, "CreateLoadBalancer", "SetSubnets"),
          rule("elasticloadbalancing", "targets", 20, 4, "RegisterTargets", "DeregisterTargets"),
          rule("ec2", "ingress", 50, 5, "AuthorizeSecurityGroupIngress"),
          rule("ec2", "ingress", 50, 5, "RevokeSecurityGroupIngress"),
          rule("ec2", "tags", 100, 10, "CreateTags", "DeleteTags"),
          rule("cloudtrail", "lookup", 2, 2, "LookupEvents"),
          rule("wafv2", "association", 1, 0.5, "AssociateWebACL", "DisassociateWebACL"),
          rule("wafv2", "guard", 1, 1, "GetWebACLForResource"),
          rule("wafv2", "resources", 1, 1, "ListResourcesForWebACL"),
          rule("secretsmanager", "read", 10_000, 10_000, "DescribeSecret", "GetSecretValue"),
          rule("secretsmanager", "list", 100, 100, "ListSecrets", "BatchGetSecretValue"));

  private RateLimits() {}

  static RateLimit of(Call call) {
    String service = call.service().signingName();
    return NAMED.stream()
        .filter(rule -> rule.limit.service().equals(service))
        .filter(rule -> rule.operations.contains(call.operation().name()))
        .findFirst()
        .map(Rule::limit)
        .orElseGet(() -> call.mutating() ? mutating(service) : reading(service));
  }

  private static RateLimit reading(String service) {
    return switch (service) {
      case "ecs" -> new RateLimit(service, "read", 100, 20);
      case "elasticloadbalancing" -> new RateLimit(service, "read", 40, 10);
      case "ec2" -> new RateLimit(service, "read", 100, 20);
      case "iam" -> new RateLimit(service, "read", 20, 5);
      case "tagging" -> new RateLimit(service, "read", 15, 15);
      case "wafv2" -> new RateLimit(service, "read", 5, 5);
      case "sts" -> new RateLimit(service, "read", 600, 600);
      default -> new RateLimit(service, "read", 10, 10);
    };
  }

  private static RateLimit mutating(String service) {
    return switch (service) {
      case "ecs" -> new RateLimit(service, "modify", 100, 40);
      case "elasticloadbalancing" -> new RateLimit(service, "modify", 20, 3);
      case "ec2" -> new RateLimit(service, "modify", 50, 5);
      case "iam" -> new RateLimit(service, "modify", 10, 1);
      case "wafv2" -> new RateLimit(service, "modify", 1, 1);
      case "secretsmanager" -> new RateLimit(service, "modify", 50, 50);
      default -> new RateLimit(service, "modify", 10, 5);
    };
  }

  private static Rule rule(
      String service, String name, double burst, double perSecond, String... operations) {
    return new Rule(new RateLimit(service, name, burst, perSecond), Set.of(operations));
  }
}
