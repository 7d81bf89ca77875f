package io.purplemcp.operator.aws;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket of calls that AWS refills at a published rate, for each account and region. Where AWS
 * publishes none (IAM, STS, tagging) the numbers are what is known to be tolerated.
 *
 * @param name what the bucket is called here
 * @param operations the operations that draw from it
 * @param burst calls at once
 * @param perSecond calls a second in the long run
 * @param global whether all regions draw from one bucket
 */
record Throttle(String name, Pattern operations, int burst, double perSecond, boolean global) {
  private static final String READ = "(Describe|List|Get).*";

  /** The first that matches counts. */
  private static final List<Throttle> PUBLISHED =
      List.of(
          // Amazon ECS developer guide, "Request throttling"
          regional("ecs-tag-read", "ecs:ListTagsForResource", 50, 20),
          regional("ecs-tag-modify", "ecs:(Tag|Untag)Resource", 20, 10),
          regional("ecs-deployment", "ecs:(Describe|List)Service(Deployment|Revision)s", 50, 20),
          regional("ecs-service-read", "ecs:(Describe|List)Services", 100, 20),
          regional("ecs-service-modify", "ecs:.*Service(Deployment)?", 50, 5),
          regional("ecs-cluster-read", "ecs:(Describe|List)Clusters", 50, 20),
          regional("ecs-definition-read", "ecs:(Describe|List)TaskDefinition.*", 50, 20),
          regional("ecs-definition-delete", "ecs:DeleteTaskDefinitions", 5, 1),
          regional("ecs-definition-modify", "ecs:.*TaskDefinition.*", 20, 1),
          regional("ecs-task-read", "ecs:" + READ, 100, 20),
          regional("ecs-cluster-modify", "ecs:.*Cluster.*", 20, 1),
          // Elastic Load Balancing API reference, "Request throttling"
          regional("elb-read", "elasticloadbalancing:Describe.*", 40, 10),
          regional(
              "elb-intensive", "elasticloadbalancing:(CreateLoadBalancer|SetSubnets)", 10, 0.2),
          regional("elb-modify", "elasticloadbalancing:.*", 20, 3),
          // Amazon EC2 API reference, "Request throttling"
          regional("ec2-read", "ec2:Describe.*", 100, 20),
          regional("ec2-tags", "ec2:(Create|Delete)Tags", 100, 10),
          regional("ec2-rules", "ec2:(Authorize|Revoke)SecurityGroup.*", 50, 5),
          regional("ec2-modify", "ec2:.*", 50, 5),
          // AWS CloudTrail quotas
          regional("cloudtrail", "cloudtrail:LookupEvents", 2, 2),
          // CloudWatch Logs quotas
          regional("logs-read", "logs:DescribeLogGroups", 10, 10),
          regional("logs-modify", "logs:.*", 10, 5),
          // AWS WAF developer guide, "AWS WAF quotas"
          regional("waf-association", "wafv2:(Associate|Disassociate)WebACL", 1, 0.5),
          regional("waf-guard", "wafv2:GetWebACLForResource", 1, 1),
          regional("waf-resources", "wafv2:ListResourcesForWebACL", 1, 1),
          regional("waf-read", "wafv2:" + READ, 5, 5),
          regional("waf-modify", "wafv2:.*", 1, 1),
          regional("secrets-list", "secretsmanager:ListSecrets", 100, 100),
          regional("tagging", "tag:.*", 15, 5),
          global("iam-bulk", "iam:GetAccountAuthorizationDetails", 10, 1),
          global("iam-read", "iam:" + READ, 20, 5),
          global("iam-modify", "iam:.*", 10, 1));

  private static Throttle regional(String name, String operations, int burst, double perSecond) {
    return new Throttle(name, Pattern.compile(operations), burst, perSecond, false);
  }

  private static Throttle global(String name, String operations, int burst, double perSecond) {
    return new Throttle(name, Pattern.compile(operations), burst, perSecond, true);
  }

  /** The bucket that an operation draws from; empty where AWS's limit is out of our reach. */
  static Optional<Throttle> of(OperationName operation) {
    return PUBLISHED.stream()
        .filter(throttle -> throttle.operations.matcher(operation.toString()).matches())
        .findFirst();
  }
}
