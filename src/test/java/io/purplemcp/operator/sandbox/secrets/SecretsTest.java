package io.purplemcp.operator.sandbox.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretsTest {
  private static final String TOKEN = "a".repeat(32);
  private static final String OTHER_TOKEN = "b".repeat(32);
  private static final String NOT_FOUND = "Secrets Manager can't find the specified secret.";
  private static final String MARKED =
      "You can't perform this operation on the secret because it was marked for deletion.";

  private final VirtualTime time = new VirtualTime();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(3).withClock(time));
  private final SecretsManagerClient secrets =
      SandboxClients.client(sandbox, SecretsManagerClient.builder());

  @AfterEach
  void stop() {
    secrets.close();
    sandbox.close();
  }

  @Test
  void theQuickStartsSecretHoldsBothKeysUnderAStableArn() {
    assertThat(secrets.getSecretValue(r -> r.secretId(SandboxAccountIds.SECRET_ARN)).secretString())
        .contains("\"PURPLEMCP_CONSOLE_TOKEN\"")
        .contains("\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.sentinelone.example\"");
  }

  @Test
  void aSecretIsFoundByNameByArnAndByArnWithoutItsEnd() {
    String arn = create("purple-mcp/acme").arn();
    assertThat(arn)
        .matches(
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-[A-Za-z]{6}");

    for (String id : List.of("purple-mcp/acme", arn, arn.substring(0, arn.length() - 7))) {
      assertThat(describe(id).arn()).isEqualTo(arn);
    }
    refused(() -> describe(arn + "x"), "ResourceNotFoundException", NOT_FOUND);
  }

  @Test
  void anArnWithoutItsEndIsNotFoundWhereTheNameLooksAsIfItHadOne() {
    String arn = create("acme-abcdef").arn();

    refused(
        () -> describe(arn.substring(0, arn.length() - 7)), "ResourceNotFoundException", NOT_FOUND);
  }

  @Test
  void aSecondSecretOfANameIsRefusedUnlessItIsTheSameCallAgain() {
    String arn = create("s", TOKEN, "one").arn();

    assertThat(create("s", TOKEN, "one").arn()).isEqualTo(arn);
    refused(
        () -> create("s", OTHER_TOKEN, "one"),
        "ResourceExistsException",
        "The operation failed because the secret s already exists.");
    refused(
        () -> create("s", TOKEN, "two"),
        "ResourceExistsException",
        "The operation failed because the secret s already exists.");
  }

  @Test
  void aSecretWithoutAValueHasNoCurrentVersion() {
    create("empty");

    assertThat(describe("empty").hasVersionIdsToStages()).isFalse();
    refused(
        () -> secrets.getSecretValue(r -> r.secretId("empty")),
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
  }

  @Test
  void aNewValueBecomesCurrentAndTheOneBeforePrevious() {
    create("s", TOKEN, "one");
    secrets.putSecretValue(
        r -> r.secretId("s").clientRequestToken(OTHER_TOKEN).secretString("two"));
    String third = secrets.putSecretValue(r -> r.secretId("s").secretString("three")).versionId();

    assertThat(describe("s").versionIdsToStages())
        .isEqualTo(Map.of(OTHER_TOKEN, List.of("AWSPREVIOUS"), third, List.of("AWSCURRENT")));
    assertThat(
            secrets.getSecretValue(r -> r.secretId("s").versionStage("AWSPREVIOUS")).secretString())
        .isEqualTo("two");
    assertThat(
            secrets.listSecretVersionIds(r -> r.secretId("s").includeDeprecated(true)).versions())
        .hasSize(3);
  }

  @Test
  void aPendingValueLeavesTheCurrentOneAlone() {
    create("s", TOKEN, "one");
    secrets.putSecretValue(
        r ->
            r.secretId("s")
                .clientRequestToken(OTHER_TOKEN)
                .secretString("two")
                .versionStages("AWSPENDING"));

    assertThat(describe("s").versionIdsToStages())
        .isEqualTo(Map.of(TOKEN, List.of("AWSCURRENT"), OTHER_TOKEN, List.of("AWSPENDING")));

    secrets.updateSecretVersionStage(
        r ->
            r.secretId("s")
                .versionStage("AWSCURRENT")
                .removeFromVersionId(TOKEN)
                .moveToVersionId(OTHER_TOKEN));
    assertThat(describe("s").versionIdsToStages().get(TOKEN)).containsExactly("AWSPREVIOUS");
    assertThat(describe("s").versionIdsToStages().get(OTHER_TOKEN))
        .containsExactlyInAnyOrder("AWSPENDING", "AWSCURRENT");
  }

  @Test
  void aTokenThatWasUsedForAnotherValueIsRefused() {
    String arn = create("s", TOKEN, "one").arn();
    secrets.putSecretValue(r -> r.secretId("s").clientRequestToken(TOKEN).secretString("one"));

    refused(
        () ->
            secrets.putSecretValue(
                r -> r.secretId("s").clientRequestToken(TOKEN).secretString("two")),
        "ResourceExistsException",
        "You can't use ClientRequestToken "
            + TOKEN
            + " because that value is already in use for a version of secret "
            + arn
            + ".");
  }

  @Test
  void bytesComeBackAsTheyWere() {
    create("s");
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1});
    secrets.putSecretValue(r -> r.secretId("s").secretBinary(bytes));

    assertThat(secrets.getSecretValue(r -> r.secretId("s")).secretBinary()).isEqualTo(bytes);
  }

  @Test
  void aSecretUnderDeletionCanBeSeenAndRestoredWithTheSameArnButNotRead() {
    String arn = create("s", TOKEN, "one").arn();
    secrets.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));

    assertThat(describe("s").deletedDate()).isNotNull();
    refused(() -> secrets.getSecretValue(r -> r.secretId("s")), "InvalidRequestException", MARKED);
    refused(() -> secrets.deleteSecret(r -> r.secretId("s")), "InvalidRequestException", MARKED);
    refused(
        () -> create("s"),
        "InvalidRequestException",
        "You can't create this secret because a secret with this name is already scheduled for"
            + " deletion.");

    assertThat(secrets.restoreSecret(r -> r.secretId("s")).arn()).isEqualTo(arn);
    assertThat(describe("s").deletedDate()).isNull();
    assertThat(secrets.getSecretValue(r -> r.secretId("s")).secretString()).isEqualTo("one");
  }

  @Test
  void aSecretIsGoneWhenItsWindowIsOverAndANewOneHasAnotherArn() {
    String arn = create("s").arn();
    secrets.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));
    time.pass(Duration.ofDays(7));

    refused(() -> describe("s"), "ResourceNotFoundException", NOT_FOUND);
    assertThat(create("s").arn()).isNotEqualTo(arn);
  }

  @Test
  void deletingByForceIsAtOnceAndNoErrorForWhatDoesNotExist() {
    create("s");
    secrets.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));
    secrets.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));

    refused(() -> describe("s"), "ResourceNotFoundException", NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"6", "31"})
  void aRecoveryWindowIsBetweenSevenAndThirtyDays(long days) {
    create("s");

    refused(
        () -> secrets.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(days)),
        "InvalidParameterException",
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  }

  @ParameterizedTest
  @CsvSource({
    "name, team-, 2",
    "name, !team-, 2",
    "tag-key, owner, 1",
    "tag-value, SOC, 0",
    "tag-value, soc, 1",
    "description, FIRST, 1",
    "all, team, 2"
  })
  void filtersMatchPrefixesAndExclude(String key, String value, int found) {
    create("team-a");
    create("team-b");
    secrets.createSecret(
        r ->
            r.name("other")
                .description("First of all")
                .tags(Tag.builder().key("owner").value("soc").build()));

    ListSecretsResponse list =
        secrets.listSecrets(r -> r.filters(Filter.builder().key(key).values(value).build()));

    assertThat(list.secretList()).hasSize(found);
  }

  @Test
  void theListLeavesOutWhatIsUnderDeletionUnlessItIsAskedFor() {
    create("s");
    secrets.deleteSecret(r -> r.secretId("s"));

    assertThat(secrets.listSecrets().secretList())
        .extracting(SecretListEntry::name)
        .containsExactly(SandboxAccountIds.SECRET_NAME);
    assertThat(secrets.listSecrets(r -> r.includePlannedDeletion(true)).secretList()).hasSize(2);
  }

  @Test
  void thePagesOfTheListJoinUp() {
    for (int i = 0; i < 5; i++) {
      create("s" + i);
    }

    assertThat(
            secrets.listSecretsPaginator(r -> r.maxResults(2)).stream()
                .flatMap(page -> page.secretList().stream()))
        .hasSize(6);
  }

  @Test
  void changingADescriptionMovesTheDateOfChangeButNoVersion() {
    create("s", TOKEN, "one");
    DescribeSecretResponse before = describe("s");
    time.pass(Duration.ofMinutes(1));
    secrets.updateSecret(r -> r.secretId("s").description("new"));

    assertThat(describe("s").lastChangedDate()).isAfter(before.lastChangedDate());
    assertThat(describe("s").versionIdsToStages()).isEqualTo(before.versionIdsToStages());
  }

  private CreateSecretResponse create(String name) {
    return secrets.createSecret(r -> r.name(name));
  }

  private CreateSecretResponse create(String name, String token, String value) {
    return secrets.createSecret(r -> r.name(name).clientRequestToken(token).secretString(value));
  }

  private DescribeSecretResponse describe(String id) {
    return secrets.describeSecret(r -> r.secretId(id));
  }

  private static void refused(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SecretsManagerException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }
}
