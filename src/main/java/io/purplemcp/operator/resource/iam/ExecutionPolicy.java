package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of an execution role: the vendor's guide, narrowed to what one deployment needs. */
final class ExecutionPolicy {
  /** The name of the role's only inline policy. */
  static final String NAME = "purple-mcp-execution";

  private static final String VERSION = "2012-10-17";

  /** {@code 709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:1.2}. */
  private static final Pattern ECR_IMAGE =
      Pattern.compile(
          "(?<account>\\d{12})\\.dkr\\.ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?"
              + "/(?<repository>[^:@]+).*");

  private ExecutionPolicy() {}

  /** Who may assume the role: ECS, and only on behalf of this account (the confused deputy). */
  static PolicyDocument trust(View view) {
    return document(
        List.of(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "ecs-tasks.amazonaws.com"),
                "Action",
                "sts:AssumeRole",
                "Condition",
                Map.of("StringEquals", Map.of("aws:SourceAccount", view.accountId())))));
  }

  /**
   * What the role may do.
   *
   * @param secretArn in full
   */
  static PolicyDocument permissions(PurpleMcpDeployment deployment, View view, String secretArn) {
    List<Map<String, Object>> statements = new ArrayList<>();
    statements.add(allow(List.of("secretsmanager:GetSecretValue"), secretArn));
    view.reference(Reference.SECRET_KMS_KEY)
        .map(key -> SecretKey.decryption(key, secretArn))
        .ifPresent(statements::add);
    statements.add(
        allow(
            deployment.spec().logs().createGroup()
                ? List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
                : List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            "arn:%s:logs:%s:%s:log-group:%s:*"
                .formatted(
                    view.partition(),
                    view.region(),
                    view.accountId(),
                    deployment.names().logGroup())));
    repository(deployment.spec().image(), view.partition())
        .ifPresent(
            repository -> {
              statements.add(
                  allow(
                      List.of(
                          "ecr:BatchCheckLayerAvailability",
                          "ecr:BatchGetImage",
                          "ecr:GetDownloadUrlForLayer"),
                      repository));
              // ECR has no narrower resource for this one.
              statements.add(allow(List.of("ecr:GetAuthorizationToken"), "*"));
            });
    return document(statements);
  }

  /** The ARN of the image's repository; empty when the image is not in ECR. */
  static Optional<String> repository(String image, String partition) {
    Matcher ecr = ECR_IMAGE.matcher(image);
    return ecr.matches()
        ? Optional.of(
            "arn:%s:ecr:%s:%s:repository/%s"
                .formatted(
                    partition, ecr.group("region"), ecr.group("account"), ecr.group("repository")))
        : Optional.empty();
  }

  private static Map<String, Object> allow(List<String> actions, String resource) {
    return Map.of("Effect", "Allow", "Action", actions, "Resource", resource);
  }

  private static PolicyDocument document(List<Map<String, Object>> statements) {
    return PolicyDocument.of(Map.of("Version", VERSION, "Statement", statements));
  }
}
