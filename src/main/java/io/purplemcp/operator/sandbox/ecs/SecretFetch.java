package io.purplemcp.operator.sandbox.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.secrets.SecretBook;
import io.purplemcp.operator.sandbox.secrets.SecretRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Reads a container's secrets with the task's execution role. */
final class SecretFetch {
  private static final String GET_VALUE = "secretsmanager:GetSecretValue";
  private static final String DECRYPT = "kms:Decrypt";
  private static final String AWS_MANAGED_KEY = "alias/aws/secretsmanager";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Context context;
  private final TaskDefinition definition;
  private final String taskId;

  SecretFetch(Context context, TaskDefinition definition, String taskId) {
    this.context = context;
    this.definition = definition;
    this.taskId = taskId;
  }

  /**
   * @throws StartFailure in ECS's words
   */
  String value(String valueFrom) {
    if (!SecretReference.isSecretsManager(valueFrom)) {
      throw StartFailure.secrets(
          "unable to retrieve secrets from ssm: service call has been retried 1 time(s):"
              + " ParameterNotFound: "
              + valueFrom);
    }
    SecretReference reference = SecretReference.of(valueFrom);
    Optional<SecretRow> found = SecretBook.find(context, reference.secretId());
    authorize(found.map(SecretRow::arn).orElse(reference.secretId()));
    SecretRow secret =
        found.orElseThrow(
            () ->
                refused(
                    "ResourceNotFoundException: Secrets Manager can't find the specified"
                        + " secret."));
    if (secret.deletion().isPresent()) {
      throw refused(
          "InvalidRequestException: You can't perform this operation on the secret because it was"
              + " marked for deletion.");
    }
    secret.kmsKeyId().ifPresent(key -> authorizeKey(key, secret.arn()));
    String text =
        SecretBook.text(secret, reference.versionId(), reference.stage())
            .orElseThrow(() -> refused(noValue(reference)));
    return reference.jsonKey().isEmpty() ? text : member(text, reference);
  }

  private void authorize(String secretArn) {
    if (!Roles.allows(context, definition, GET_VALUE, secretArn)) {
      throw refused(StartFailure.denied(definition, taskId, GET_VALUE, secretArn));
    }
  }

  /**
   * A customer-managed key is in the secret's account, and its policy leaves the decision to IAM,
   * as KMS's default key policy does.
   */
  private void authorizeKey(String key, String secretArn) {
    if (key.endsWith(AWS_MANAGED_KEY)) {
      return;
    }
    String[] place = secretArn.split(":");
    boolean alias = key.startsWith("alias/");
    String arn =
        key.startsWith("arn:")
            ? key
            : "arn:%s:kms:%s:%s:key/%s"
                .formatted(place[1], place[3], place[4], alias ? "of-" + key.substring(6) : key);
    Map<String, String> keys = new HashMap<>();
    keys.put("kms:ViaService", "secretsmanager." + place[3] + ".amazonaws.com");
    if (alias) {
      keys.put("kms:ResourceAliases", key);
    }
    if (!Roles.allows(context, definition, DECRYPT, arn, keys)) {
      throw refused("AccessDeniedException: Access to KMS is not allowed");
    }
  }

  private static String noValue(SecretReference reference) {
    String what =
        reference.versionId().isEmpty()
            ? "staging label: "
                + (reference.stage().isEmpty() ? SecretRow.CURRENT : reference.stage())
            : "VersionId: " + reference.versionId();
    return "ResourceNotFoundException: Secrets Manager can't find the specified secret value for "
        + what;
  }

  private static String member(String text, SecretReference reference) {
    JsonNode member = parsed(text).path(reference.jsonKey());
    if (member.isMissingNode()) {
      throw StartFailure.secrets(
          "unable to retrieve secret from asm: retrieved secret from Secrets Manager did not"
              + " contain json key "
              + reference.jsonKey());
    }
    return member.isValueNode() ? member.asText() : member.toString();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The parser's own message would carry a piece of the secret.
      throw StartFailure.secrets(
          "unable to retrieve secret from asm: unable to unmarshal secret as JSON");
    }
  }

  private static StartFailure refused(String answer) {
    return StartFailure.secrets(
        "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to"
            + " fetch secret: "
            + answer);
  }
}
