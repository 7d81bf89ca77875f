package io.purplemcp.operator.sandbox.iam;

import static io.purplemcp.operator.sandbox.iam.IamBed.decoded;
import static io.purplemcp.operator.sandbox.iam.IamBed.refused;
import static io.purplemcp.operator.sandbox.iam.IamBed.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.Policy;

class PolicyDocumentsTest {
  private final IamBed bed = new IamBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void aDocumentComesBackPercentEncodedAndWithTheSameMeaning() {
    bed.role("exec");
    bed.iam.putRolePolicy(
        r -> r.roleName("exec").policyName("p").policyDocument(IamBed.READ_SECRET));

    String encoded =
        bed.iam.getRolePolicy(r -> r.roleName("exec").policyName("p")).policyDocument();

    assertThat(encoded).startsWith("%7B%22Version%22%3A%222012-10-17%22").doesNotContain("+", "*");
    JsonNode statement = decoded(encoded).path("Statement").path(0);
    assertThat(IamBed.texts(statement.path("Action")))
        .containsExactlyInAnyOrder(
            "secretsmanager:GetSecretValue", "logs:PutLogEvents", "ecr:BatchGetImage");
    assertThat(statement.path("Resource").asText()).isEqualTo("*");
  }

  @Test
  void anAccountThatIsTrustedComesBackAsItsRoot() {
    bed.iam.createRole(r -> r.roleName("a").assumeRolePolicyDocument(trusting("444455556666")));

    assertThat(trusted("a")).isEqualTo("arn:aws:iam::444455556666:root");
  }

  @Test
  void aTrustedRoleThatIsDeletedShowsAsItsIdAlsoWhenItIsMadeAgain() {
    String id = bed.role("exec").roleId();
    String arn = bed.read("exec").arn();
    bed.iam.createRole(r -> r.roleName("other").assumeRolePolicyDocument(trusting(arn)));
    assertThat(trusted("other")).isEqualTo(arn);

    bed.iam.deleteRole(r -> r.roleName("exec"));
    assertThat(trusted("other")).isEqualTo(id);

    bed.role("exec");
    assertThat(trusted("other")).isEqualTo(id);
  }

  private String trusted(String role) {
    return decoded(bed.read(role).assumeRolePolicyDocument())
        .path("Statement")
        .path(0)
        .path("Principal")
        .path("AWS")
        .asText();
  }

  @Test
  void aPrincipalThatDoesNotExistIsRefused() {
    refused(
        () ->
            bed.iam.createRole(
                r ->
                    r.roleName("a")
                        .assumeRolePolicyDocument(
                            trusting("arn:aws:iam::111122223333:role/nobody"))),
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/nobody\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | This policy contains invalid Json",
        "{\"Version\":\"2020-01-01\",\"Statement\":[]} | Syntax errors in policy.",
        "{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"
            + " | Syntax errors in policy.",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\"}}"
            + " | Policy statement must contain actions.",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}}"
            + " | Policy statement must contain resources.",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3\",\"Resource\":\"*\"}}"
            + " | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"bucket\"}}"
            + " | Resource bucket must be in ARN format or \"*\".",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
            + "\"Principal\":\"*\"}} | Policy document should not specify a principal."
      })
  void aPolicyThatBreaksTheGrammarIsRefusedInAwssWords(String document, String message) {
    bed.role("exec");

    refused(
        () ->
            bed.iam.putRolePolicy(r -> r.roleName("exec").policyName("p").policyDocument(document)),
        400,
        "MalformedPolicyDocument",
        message);
  }

  @Test
  void aTrustPolicyHasNoResource() {
    refused(
        () -> bed.iam.createRole(r -> r.roleName("a").assumeRolePolicyDocument(IamBed.READ_SECRET)),
        400,
        "MalformedPolicyDocument",
        "Has prohibited field Resource");
  }

  @Test
  void inlinePoliciesOfARoleAreLimitedTogether() {
    bed.role("exec");
    String resource = "arn:aws:s3:::" + "b".repeat(6000);
    String large =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\""
            + resource
            + "\"}}";
    bed.iam.putRolePolicy(r -> r.roleName("exec").policyName("one").policyDocument(large));

    refused(
        () ->
            bed.iam.putRolePolicy(r -> r.roleName("exec").policyName("two").policyDocument(large)),
        409,
        "LimitExceeded",
        "Maximum policy size of 10240 bytes exceeded for role exec");
  }

  @Test
  void aManagedPolicyThatIsAttachedStays() {
    bed.role("exec");
    Policy policy =
        bed.iam.createPolicy(r -> r.policyName("p").policyDocument(IamBed.READ_SECRET)).policy();
    bed.iam.attachRolePolicy(r -> r.roleName("exec").policyArn(policy.arn()));

    refused(
        () -> bed.iam.deletePolicy(r -> r.policyArn(policy.arn())),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
    bed.iam.detachRolePolicy(r -> r.roleName("exec").policyArn(policy.arn()));
    bed.iam.deletePolicy(r -> r.policyArn(policy.arn()));
    refused(
        () -> bed.iam.getPolicy(r -> r.policyArn(policy.arn())),
        404,
        "NoSuchEntity",
        "Policy " + policy.arn() + " was not found.");
  }

  @Test
  void aNewVersionIsInForceWhenItIsAskedFor() {
    String arn =
        bed.iam
            .createPolicy(r -> r.policyName("p").policyDocument(IamBed.READ_SECRET))
            .policy()
            .arn();
    bed.iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(IamBed.READ_SECRET));
    assertThat(bed.iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
        .isEqualTo("v1");

    bed.iam.createPolicyVersion(
        r -> r.policyArn(arn).policyDocument(IamBed.READ_SECRET).setAsDefault(true));

    assertThat(bed.iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
        .isEqualTo("v3");
    assertThat(bed.iam.listPolicyVersions(r -> r.policyArn(arn)).versions()).hasSize(3);
  }
}
