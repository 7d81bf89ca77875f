package io.purplemcp.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyCoverageTest {
  @Test
  void aPolicyThatAllowsJustTheCallsFits() throws IOException {
    IamPolicy policy = allow("\"ecs:DescribeServices\", \"tag:GetResources\"");

    assertThat(PolicyCoverage.of(policy, Set.of("ecs:DescribeServices", "tagging:GetResources")))
        .isEqualTo(new PolicyCoverage(Set.of(), Set.of()));
  }

  @Test
  void aCallThatIsNotAllowedIsMissing() throws IOException {
    assertThat(
            PolicyCoverage.of(
                    allow("\"ecs:DescribeServices\""),
                    Set.of("ecs:DescribeServices", "ecs:UpdateService"))
                .missing())
        .containsExactly("ecs:UpdateService");
  }

  @Test
  void anActionThatNoCallNeedsIsSurplus() throws IOException {
    assertThat(
            PolicyCoverage.of(
                    allow("\"ecs:DescribeServices\", \"s3:*\""), Set.of("ecs:DescribeServices"))
                .surplus())
        .containsExactly("s3:*");
  }

  @Test
  void creatingWithTagsNeedsTheTaggingActionToo() throws IOException {
    assertThat(
            PolicyCoverage.of(
                    allow("\"elasticloadbalancing:CreateTargetGroup\""),
                    Set.of("elasticloadbalancing:CreateTargetGroup"))
                .missing())
        .containsExactly("elasticloadbalancing:AddTags");
  }

  @Test
  void registeringATaskDefinitionNeedsToPassItsRole() {
    assertThat(IamActions.of("ecs:RegisterTaskDefinition"))
        .containsExactlyInAnyOrder("ecs:RegisterTaskDefinition", "ecs:TagResource", "iam:PassRole");
  }

  @Test
  void wildcardsMatchAsIamMatchesThem() throws IOException {
    IamPolicy policy = allow("\"ECS:describe*\", \"iam:GetRol?\"");

    assertThat(PolicyCoverage.of(policy, Set.of("ecs:DescribeServices", "iam:GetRole")))
        .isEqualTo(new PolicyCoverage(Set.of(), Set.of()));
  }

  @Test
  void whatIsDeniedEverywhereIsMissingAndWhatIsDeniedSomewhereIsNot() throws IOException {
    IamPolicy allowed = allow("\"iam:GetRole\"");
    IamPolicy everywhere = statement("Deny", "\"iam:*\"", "*");
    IamPolicy somewhere = statement("Deny", "\"iam:*\"", "arn:aws:iam::*:role/x");

    assertThat(
            PolicyCoverage.of(
                    IamPolicy.together(List.of(allowed, everywhere)), Set.of("iam:GetRole"))
                .missing())
        .containsExactly("iam:GetRole");
    assertThat(
            PolicyCoverage.of(
                    IamPolicy.together(List.of(allowed, somewhere)), Set.of("iam:GetRole"))
                .missing())
        .isEmpty();
  }

  @Test
  void aCallWithoutAServiceIsAMistakeOfTheCaller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IamActions.of("UpdateService"))
        .withMessageContaining("UpdateService");
  }

  private static IamPolicy allow(String actions) throws IOException {
    return statement("Allow", actions, "*");
  }

  private static IamPolicy statement(String effect, String actions, String resource)
      throws IOException {
    return IamPolicy.of(
        new ObjectMapper()
            .readTree(
                """
                {"Statement": [{"Effect": "%s", "Action": [%s], "Resource": "%s"}]}"""
                    .formatted(effect, actions, resource)));
  }
}
