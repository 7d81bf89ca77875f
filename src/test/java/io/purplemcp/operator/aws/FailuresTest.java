package io.purplemcp.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The error catalogue as a table: what AWS says, and what it means for the operator. */
final class FailuresTest {
  @ParameterizedTest(name = "{0}: {1} means {2}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "ThrottlingException | Rate exceeded | THROTTLED",
        "Throttling | Rate exceeded | THROTTLED",
        "RequestLimitExceeded | Request limit exceeded. | THROTTLED",
        "EC2ThrottledException | slow | THROTTLED",
        "ThrottledException | slow | THROTTLED",
        "TooManyRequestsException | slow | THROTTLED",
        "LimitExceededException | The limit for this resource has been exceeded. | QUOTA",
        "SecurityGroupLimitExceeded | maximum reached | QUOTA",
        "TooManyLoadBalancers | quota | QUOTA",
        "RulesPerSecurityGroupLimitExceeded | maximum reached | QUOTA",
        "ExpiredToken | expired | CREDENTIALS",
        "ExpiredTokenException | expired | CREDENTIALS",
        "InvalidClientTokenId | invalid | CREDENTIALS",
        "UnrecognizedClientException | invalid | CREDENTIALS",
        "SignatureDoesNotMatch | no match | CREDENTIALS",
        "AuthFailure | credentials | CREDENTIALS",
        "AccessDenied | User: u is not authorized to perform: sts:AssumeRole on resource: r | CREDENTIALS",
        "AccessDeniedException | User: u is not authorized to perform: ecs:CreateService | DENIED",
        "UnauthorizedOperation | You are not authorized to perform this operation. | DENIED",
        "DependencyViolation | resource sg-1 has a dependent object | DEPENDENCY",
        "ResourceInUse | Target group 't' is currently in use by a listener or a rule | DEPENDENCY",
        "ResourceInUseException | certificate in use | DEPENDENCY",
        "DeleteConflict | Cannot delete entity, must detach all policies first. | DEPENDENCY",
        "ClusterContainsServicesException | services | DEPENDENCY",
        "ClusterContainsTasksException | tasks | DEPENDENCY",
        "UpdateInProgressException | updating | DEPENDENCY",
        "OperationAbortedException | conflicting | DEPENDENCY",
        "ConcurrentModification | retry | DEPENDENCY",
        "InvalidParameterException | The target group with targetGroupArn a does not have an associated load balancer. | DEPENDENCY",
        "InvalidParameterException | Unable to assume the service linked role. Please verify that the ECS service linked role exists. | EVENTUAL_CONSISTENCY",
        "InvalidParameterException | Creation of service was not idempotent. | ALREADY_EXISTS",
        "InvalidParameterException | Unable to Start a service that is still Draining. | DEPENDENCY",
        "InvalidParameterException | The service cannot be stopped while deployments are active. | DEPENDENCY",
        "InvalidParameterException | something else | INVALID",
        "ClientException | Too many concurrent attempts to create a new revision of the specified family. | THROTTLED",
        "ClientException | Role is not valid | EVENTUAL_CONSISTENCY",
        "ClientException | No Fargate configuration exists for given values. | INVALID",
        "ClusterNotFoundException | Cluster not found. | EVENTUAL_CONSISTENCY",
        "MalformedPolicyDocument | Invalid principal in policy: a | EVENTUAL_CONSISTENCY",
        "MalformedPolicyDocument | Syntax errors in policy. | INVALID",
        "NoSuchEntity | The role with name r cannot be found. | NOT_FOUND",
        "ResourceNotFoundException | not there | NOT_FOUND",
        "InvalidGroup.NotFound | The security group 'sg-1' does not exist | NOT_FOUND",
        "InvalidSubnetID.NotFound | The subnet ID 's' does not exist | NOT_FOUND",
        "ServiceNotFoundException | Service not found. | NOT_FOUND",
        "LoadBalancerNotFound | not there | NOT_FOUND",
        "EntityAlreadyExists | Role with name r already exists. | ALREADY_EXISTS",
        "InvalidGroup.Duplicate | The security group 'g' already exists for VPC 'v' | ALREADY_EXISTS",
        "InvalidPermission.Duplicate | the specified rule already exists | ALREADY_EXISTS",
        "DuplicateLoadBalancerName | exists | ALREADY_EXISTS",
        "ResourceAlreadyExistsException | exists | ALREADY_EXISTS",
        "InvalidRequestException | You can't perform this operation on the secret because it was marked for deletion, currently marked deleted | DEPENDENCY",
        "ServiceUnavailable | busy | TRANSIENT",
        "ServerException | sorry | TRANSIENT",
        "InternalFailure | sorry | TRANSIENT",
        "ValidationError | 1 validation error | INVALID",
        "OperationNotPermitted | deletion protection | INVALID",
        "SomethingNobodyHasSeen | words | UNKNOWN",
      })
  void a_code_with_its_words_has_one_meaning(String code, String message, FailureClass meaning) {
    assertThat(Failures.of(answer(code, message, 400), "ecs:CreateService").failureClass())
        .isEqualTo(meaning);
  }

  @Test
  void x28_a_quota_is_not_final() {
    Failure failure = Failures.of(answer("LimitExceededException", "limit", 400), "ecs:X");

    assertThat(RetrySchedule.of(failure.failureClass()).cap()).isPositive();
  }

  @Test
  void an_unknown_code_of_a_server_error_passes() {
    assertThat(Failures.of(answer("Strange", "words", 503), "ecs:X").failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void a_denial_names_the_action_that_is_missing() {
    Failure failure =
        Failures.of(
            answer(
                "AccessDeniedException",
                "User: arn:aws:iam::111122223333:user/op is not authorized to perform: iam:PassRole"
                    + " on resource: arn:aws:iam::111122223333:role/r because no identity-based"
                    + " policy allows the iam:PassRole action",
                400),
            "ecs:RegisterTaskDefinition");

    assertThat(failure.deniedAction()).contains("iam:PassRole");
    assertThat(failure.sentence()).endsWith("allow iam:PassRole to the operator's role");
  }

  @Test
  void a_denial_without_words_names_what_was_tried() {
    assertThat(
            Failures.of(answer("AccessDenied", "Access Denied", 403), "iam:GetRole").deniedAction())
        .contains("iam:GetRole");
  }

  @ParameterizedTest
  @CsvSource({
    "with an explicit deny in a service control policy, service control policy",
    "because no permissions boundary allows the ecs:CreateCluster action, permissions boundary",
    "with an explicit deny in an identity-based policy, denies ecs:CreateCluster explicitly"
  })
  void a_denial_that_more_rights_cannot_lift_is_told_apart(String words, String expected) {
    String message = "User: u is not authorized to perform: ecs:CreateCluster on resource: * ";

    assertThat(Failures.of(answer("AccessDenied", message + words, 400), "ecs:X").sentence())
        .contains(expected)
        .doesNotContain("allow ecs:CreateCluster to");
  }

  @Test
  void a_role_that_cannot_be_assumed_is_a_matter_of_credentials() {
    var denied =
        StsException.builder()
            .awsErrorDetails(details("AccessDenied", "Access denied"))
            .statusCode(403)
            .build();

    assertThat(Failures.of(new IllegalStateException(denied), "ecs:DescribeClusters"))
        .extracting(Failure::failureClass)
        .isEqualTo(FailureClass.CREDENTIALS);
  }

  @Test
  void x12_absent_credentials_are_never_an_absent_resource() {
    var none =
        SdkClientException.create("Unable to load credentials from any of the providers in chain");

    assertThat(Failures.of(none, "ecs:X").failureClass()).isEqualTo(FailureClass.CREDENTIALS);
  }

  @Test
  void what_got_no_answer_passes() {
    assertThat(
            Failures.of(
                    SdkClientException.create("Unable to execute", new ConnectException("refused")),
                    "ecs:X")
                .failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
    assertThat(
            Failures.of(ApiCallTimeoutException.create("too long", null), "ecs:X").failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl was refused | eyJ",
        "{\"PURPLEMCP_CONSOLE_TOKEN\":\"canary-1\"} is not valid | canary-1",
        "{\\\"PURPLEMCP_CONSOLE_TOKEN\\\": \\\"canary-2\\\"} is not valid | canary-2",
        "x-amz-security-token:canary-3/with/slashes | canary-3",
        "value Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy | Zm9vYmFy",
      })
  void x20_what_could_be_a_secret_is_taken_out(String message, String secret) {
    assertThat(Failures.of(answer("ValidationException", message, 400), "ecs:X").sentence())
        .doesNotContain(secret)
        .contains("(removed)");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-AbCdEf:PURPLEMCP_CONSOLE_TOKEN::",
    "repo@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/acme-emea/73e2d6bc24d8a067"
  })
  void x22_names_are_not_taken_for_secrets(String name) {
    assertThat(Failures.of(answer("ValidationException", name, 400), "ecs:X").message())
        .isEqualTo(name);
  }

  @Test
  void the_sentence_has_all_that_support_asks_for() {
    var answer =
        EcsException.builder()
            .awsErrorDetails(details("ServerException", "try later"))
            .requestId("7a1b")
            .statusCode(500)
            .build();

    assertThat(Failures.of(answer, "ecs:CreateService"))
        .isEqualTo(
            new Failure(
                FailureClass.TRANSIENT,
                "ecs:CreateService",
                "ServerException",
                "try later",
                Optional.of("7a1b"),
                Optional.empty()));
  }

  private static AwsServiceException answer(String code, String message, int status) {
    return EcsException.builder()
        .awsErrorDetails(details(code, message))
        .statusCode(status)
        .build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }
}
