package io.purplemcp.operator.sandbox.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleAssumptionTest {
  private static final String CUSTOMER = "444455556666";
  private static final String ROLE = "arn:aws:iam::" + CUSTOMER + ":role/purple-mcp-operator";
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
       "Principal":{"AWS":"arn:aws:iam::111122223333:root"},
       "Condition":{"StringEquals":{"sts:ExternalId":"s3cr3t"}}}]}\
      """;

  private static final String TRUST_OF_TAGGED =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Action":["sts:AssumeRole","sts:TagSession"],
       "Principal":{"AWS":"arn:aws:iam::111122223333:root"},
       "Condition":{"StringEquals":{"aws:RequestTag/team":"soc"}}}]}\
      """;

  private final VirtualTime time = new VirtualTime();
  private Sandbox sandbox;
  private StsClient sts;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0).withClock(time));
    sts = SandboxClients.client(sandbox, StsClient.builder());
  }

  @AfterEach
  void stop() {
    sts.close();
    sandbox.close();
  }

  @Test
  void theKeysActInTheAccountOfTheRole() {
    try (StsClient customer = as(assume(null))) {
      assertThat(customer.getCallerIdentity().account()).isEqualTo(CUSTOMER);
      assertThat(customer.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::444455556666:assumed-role/purple-mcp-operator/operator");
      assertThat(customer.getCallerIdentity().userId()).endsWith(":operator");
    }
  }

  @Test
  void theKeysExpire() {
    try (StsClient customer = as(assume(null))) {
      time.pass(Duration.ofHours(1));
      refused("ExpiredToken", customer::getCallerIdentity);
    }
  }

  @Test
  void aRoleThatExistsIsGivenToThoseWhomItTrustsOnly() {
    createRole();
    time.pass(Duration.ofMinutes(1));
    refused("AccessDenied", () -> assume(null));
    refused("AccessDenied", () -> assume("guess"));
    assertThat(assume("s3cr3t").accessKeyId()).startsWith("ASIA");
  }

  @Test
  void aNewRoleCannotBeAssumedAtOnce() {
    createRole();
    refused("AccessDenied", () -> assume("s3cr3t"));
  }

  @Test
  void aSessionNeedsAProperNameAndDuration() {
    refused(
        "ValidationError", () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("no spaces")));
    refused(
        "ValidationError",
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ok").durationSeconds(60)));
  }

  @Test
  void sessionTagsAndASourceIdentityAreGrantedOnTheirOwn() {
    createRole(TRUST);
    time.pass(Duration.ofMinutes(1));
    refused("AccessDenied", () -> tagged("soc"));
    refused(
        "AccessDenied",
        () ->
            sts.assumeRole(
                r ->
                    r.roleArn(ROLE)
                        .roleSessionName("operator")
                        .externalId("s3cr3t")
                        .sourceIdentity("alice")));
  }

  @Test
  void aTrustPolicyMayAskForTheTags() {
    createRole(TRUST_OF_TAGGED);
    time.pass(Duration.ofMinutes(1));
    refused("AccessDenied", () -> tagged("sales"));
    assertThat(tagged("soc").accessKeyId()).startsWith("ASIA");
  }

  private Credentials tagged(String team) {
    return sts.assumeRole(
            r ->
                r.roleArn(ROLE)
                    .roleSessionName("operator")
                    .externalId("s3cr3t")
                    .tags(tag -> tag.key("team").value(team)))
        .credentials();
  }

  private void createRole() {
    createRole(TRUST);
  }

  private void createRole(String trust) {
    try (IamClient iam =
        SandboxClients.client(sandbox, IamClient.builder(), CUSTOMER, Region.AWS_GLOBAL)) {
      iam.createRole(r -> r.roleName("purple-mcp-operator").assumeRolePolicyDocument(trust));
    }
  }

  private Credentials assume(String externalId) {
    return sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("operator").externalId(externalId))
        .credentials();
  }

  private StsClient as(Credentials credentials) {
    return SandboxClients.client(
        sandbox, StsClient.builder(), credentials.accessKeyId(), Region.US_EAST_1);
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StsException.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
