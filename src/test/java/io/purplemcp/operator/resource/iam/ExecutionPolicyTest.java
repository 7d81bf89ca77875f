package io.purplemcp.operator.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.resource.Examples;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide's policies in their least privilege form. */
final class ExecutionPolicyTest {
  private final View view = Examples.view(new Snapshot(), new References());

  @Test
  void ia10_the_role_may_do_what_one_deployment_needs_and_no_more() {
    PolicyDocument policy =
        ExecutionPolicy.permissions(Examples.deployment(), view, Examples.SECRET_ARN);

    assertThat(
            policy.sameAs(
                PolicyDocument.of(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
                       "Resource": "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-AbCdEf"},
                      {"Effect": "Allow", "Action": ["logs:PutLogEvents", "logs:CreateLogStream"],
                       "Resource": "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/purple-mcp:*"},
                      {"Effect": "Allow",
                       "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
                       "Resource": "arn:aws:ecr:us-east-1:709825985650:repository/sentinelone/purple-ai-mcp-server"},
                      {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}]}
                    """)))
        .as(policy.text())
        .isTrue();
  }

  @Test
  void lg01_the_role_may_not_make_log_groups() {
    assertThat(ExecutionPolicy.permissions(Examples.deployment(), view, Examples.SECRET_ARN).text())
        .doesNotContain("CreateLogGroup");
  }

  @Test
  void an_image_from_elsewhere_needs_nothing_of_ecr() {
    assertThat(
            ExecutionPolicy.permissions(
                    Examples.deployment(parts -> parts.image("docker.io/acme/mcp:1")),
                    view,
                    Examples.SECRET_ARN)
                .text())
        .doesNotContain("ecr:");
  }

  @Test
  void only_ecs_on_behalf_of_this_account_may_assume_the_role() {
    assertThat(ExecutionPolicy.trust(view).text())
        .contains("ecs-tasks.amazonaws.com", "\"aws:SourceAccount\":\"111122223333\"");
  }

  @ParameterizedTest
  @CsvSource({
    "709825985650.dkr.ecr.us-east-1.amazonaws.com/a/b:1.2, arn:aws:ecr:us-east-1:709825985650:repository/a/b",
    "709825985650.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:0f, arn:aws:ecr:eu-west-1:709825985650:repository/a",
    "709825985650.dkr.ecr.us-east-1.amazonaws.com/a, arn:aws:ecr:us-east-1:709825985650:repository/a",
  })
  void a_repository_is_found_in_the_image(String image, String arn) {
    assertThat(ExecutionPolicy.repository(image, "aws")).contains(arn);
  }
}
