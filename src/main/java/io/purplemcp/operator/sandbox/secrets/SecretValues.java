package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** Reading and writing the values of secrets. */
final class SecretValues {
  private static final int SHORTEST_TOKEN = 32;
  private static final int LONGEST_TOKEN = 64;
  private static final int MOST_IN_A_BATCH = 20;
  private final Context context;
  private final Secrets secrets;

  SecretValues(Context context) {
    this.context = context;
    this.secrets = new Secrets(context);
  }

  GetSecretValueResponse get(GetSecretValueRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    String id = versionId(secret, request);
    SecretRow.Version version = secret.versions().get(id);
    secrets
        .rows()
        .put(secret.name(), secret.withAccessed(context.now().truncatedTo(ChronoUnit.DAYS)));
    return GetSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(id)
        .secretString(version.text().orElse(null))
        .secretBinary(version.binary().map(SecretValues::bytes).orElse(null))
        .versionStages(version.stages())
        .createdDate(version.created())
        .build();
  }

  private static SdkBytes bytes(String base64) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64));
  }

  private static String versionId(SecretRow secret, GetSecretValueRequest request) {
    Optional<String> wanted = Optional.ofNullable(request.versionId());
    String stage = Optional.ofNullable(request.versionStage()).orElse(SecretRow.CURRENT);
    if (wanted.isEmpty()) {
      return secret.versionWith(stage).orElseThrow(() -> noValue("staging label: " + stage));
    }
    SecretRow.Version version =
        Optional.ofNullable(secret.versions().get(wanted.get()))
            .orElseThrow(() -> noValue("VersionId: " + wanted.get()));
    if (request.versionStage() != null && !version.stages().contains(stage)) {
      throw SecretErrors.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    return wanted.get();
  }

  private static AwsError noValue(String asked) {
    return SecretErrors.notFound(
        "Secrets Manager can't find the specified secret value for " + asked);
  }

  PutSecretValueResponse put(PutSecretValueRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    SecretValue value =
        SecretValue.of(request.secretString(), request.secretBinary())
            .orElseThrow(
                () ->
                    SecretErrors.invalidRequest(
                        "You must provide either SecretString or SecretBinary."));
    List<String> stages =
        request.versionStages().isEmpty() ? List.of(SecretRow.CURRENT) : request.versionStages();
    String id = add(secret, value, request.clientRequestToken(), stages);
    return PutSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(id)
        .versionStages(secrets.require(secret.arn()).versions().get(id).stages())
        .build();
  }

  /**
   * Adds a version; the same token with the same value adds none.
   *
   * @return the version's id
   */
  String add(SecretRow secret, SecretValue value, String token, List<String> stages) {
    String id = secrets.token(token);
    if (id.length() < SHORTEST_TOKEN || id.length() > LONGEST_TOKEN) {
      throw SecretErrors.invalidParameter("ClientRequestToken must be 32-64 characters long.");
    }
    Optional<SecretRow.Version> known = Optional.ofNullable(secret.versions().get(id));
    if (known.isPresent()) {
      if (!value.isThatOf(known.get())) {
        throw SecretErrors.exists(
            "You can't use ClientRequestToken "
                + id
                + " because that value is already in use for a version of secret "
                + secret.arn()
                + ".");
      }
      return id;
    }
    boolean first = secret.versions().isEmpty() && !stages.contains(SecretRow.CURRENT);
    List<String> labels = new ArrayList<>(stages);
    if (first) {
      labels.add(SecretRow.CURRENT);
    }
    Map<String, SecretRow.Version> all =
        VersionStages.added(secret.versions(), id, value.version(context.now(), labels));
    secrets.rows().put(secret.name(), secret.withVersions(all, context.now()));
    return id;
  }

  BatchGetSecretValueResponse batch(BatchGetSecretValueRequest request) {
    if (request.hasFilters()) {
      throw SecretErrors.invalidParameter(
          "The sandbox serves BatchGetSecretValue by SecretIdList only.");
    }
    if (request.secretIdList().isEmpty() || request.secretIdList().size() > MOST_IN_A_BATCH) {
      throw SecretErrors.validation(
          "1 validation error detected: Value at 'secretIdList' failed to satisfy constraint:"
              + " Member must have length between 1 and "
              + MOST_IN_A_BATCH);
    }
    List<SecretValueEntry> values = new ArrayList<>();
    List<APIErrorType> errors = new ArrayList<>();
    for (String id : request.secretIdList()) {
      try {
        values.add(entry(get(GetSecretValueRequest.builder().secretId(id).build())));
      } catch (AwsError e) {
        errors.add(
            APIErrorType.builder()
                .secretId(id)
                .errorCode(e.code())
                .message(e.getMessage())
                .build());
      }
    }
    return BatchGetSecretValueResponse.builder().secretValues(values).errors(errors).build();
  }

  private static SecretValueEntry entry(GetSecretValueResponse value) {
    return SecretValueEntry.builder()
        .arn(value.arn())
        .name(value.name())
        .versionId(value.versionId())
        .secretString(value.secretString())
        .secretBinary(value.secretBinary())
        .versionStages(value.versionStages())
        .createdDate(value.createdDate())
        .build();
  }
}
