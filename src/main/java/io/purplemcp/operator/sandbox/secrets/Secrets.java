package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** Secrets from their creation to their end. */
final class Secrets {
  static final int SUFFIX_LETTERS = 6;
  private static final int NAME_LENGTH = 512;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]+");
  private static final long SHORTEST_WINDOW = 7;
  private static final long LONGEST_WINDOW = 30;
  private final Context context;

  Secrets(Context context) {
    this.context = context;
  }

  CreateSecretResponse create(CreateSecretRequest request) {
    String name = checkedName(request.name());
    Optional<SecretValue> value = SecretValue.of(request.secretString(), request.secretBinary());
    Optional<SecretRow> existing = rows().find(name);
    if (existing.isPresent()) {
      return repeated(existing.get(), request, value);
    }
    String token = token(request.clientRequestToken());
    Optional<String> version = value.map(v -> token);
    SecretRow secret =
        new SecretRow(
            name,
            context.scope().arn("secretsmanager", "secret:" + name + "-" + suffix()),
            Optional.ofNullable(request.description()).filter(text -> !text.isEmpty()),
            Optional.ofNullable(request.kmsKeyId()),
            context.now(),
            context.now(),
            Optional.empty(),
            Optional.empty(),
            value.map(v -> Map.of(token, current(v))).orElse(Map.of()),
            SecretTags.tagged(Map.of(), request.tags()),
            Optional.empty());
    rows().put(name, secret);
    return created(secret, version);
  }

  private String suffix() {
    return context.ids().letters(SUFFIX_LETTERS);
  }

  private SecretRow.Version current(SecretValue value) {
    return value.version(context.now(), List.of(SecretRow.CURRENT));
  }

  /** A name that is taken: an error, but for the same call once more. */
  private CreateSecretResponse repeated(
      SecretRow secret, CreateSecretRequest request, Optional<SecretValue> value) {
    if (secret.deletion().isPresent()) {
      throw SecretErrors.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    Optional<String> token = Optional.ofNullable(request.clientRequestToken());
    boolean same =
        token
            .map(secret.versions()::get)
            .map(version -> value.map(v -> v.isThatOf(version)).orElse(false))
            .orElse(false);
    if (!same) {
      throw SecretErrors.exists(
          "The operation failed because the secret " + secret.name() + " already exists.");
    }
    return created(secret, token);
  }

  private static CreateSecretResponse created(SecretRow secret, Optional<String> version) {
    return CreateSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(version.orElse(null))
        .build();
  }

  private static String checkedName(String name) {
    if (name == null || name.length() > NAME_LENGTH || !NAME.matcher(name).matches()) {
      throw SecretErrors.validation(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    return name;
  }

  /** The id of the version that a call makes: the caller's token, or a new one. */
  String token(String given) {
    return given == null ? context.ids().uuid() : given;
  }

  UpdateSecretResponse update(UpdateSecretRequest request) {
    SecretRow secret = requireUsable(request.secretId());
    Optional<SecretValue> value = SecretValue.of(request.secretString(), request.secretBinary());
    Optional<String> description =
        Optional.ofNullable(request.description()).or(secret::description);
    Optional<String> key = Optional.ofNullable(request.kmsKeyId()).or(secret::kmsKeyId);
    SecretRow changed =
        secret.withAbout(description.filter(text -> !text.isEmpty()), key, context.now());
    rows().put(secret.name(), changed);
    String version =
        value
            .map(
                v ->
                    new SecretValues(context)
                        .add(changed, v, request.clientRequestToken(), List.of(SecretRow.CURRENT)))
            .orElse(null);
    return UpdateSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(version)
        .build();
  }

  DeleteSecretResponse delete(DeleteSecretRequest request) {
    boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
    Optional<Long> window = Optional.ofNullable(request.recoveryWindowInDays());
    checkWindow(force, window);
    Optional<SecretRow> found = SecretBook.find(context, request.secretId());
    if (force && found.isEmpty()) {
      // As documented: deleting without recovery what does not exist is no error.
      return deleted(null, request.secretId(), context.now());
    }
    SecretRow secret = found.orElseThrow(SecretErrors::notFound);
    if (force) {
      rows().remove(secret.name());
      return deleted(secret.arn(), secret.name(), context.now());
    }
    if (secret.deletion().isPresent()) {
      throw SecretErrors.underDeletion();
    }
    Instant due = context.now().plus(Duration.ofDays(window.orElse(LONGEST_WINDOW)));
    SecretRow.Deletion deletion = new SecretRow.Deletion(context.now(), due);
    rows().put(secret.name(), secret.withDeletion(Optional.of(deletion), context.now()));
    return deleted(secret.arn(), secret.name(), due);
  }

  private static void checkWindow(boolean force, Optional<Long> window) {
    if (force && window.isPresent()) {
      throw SecretErrors.invalidParameter(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (window.isPresent() && (window.get() < SHORTEST_WINDOW || window.get() > LONGEST_WINDOW)) {
      throw SecretErrors.invalidParameter(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
  }

  private static DeleteSecretResponse deleted(String arn, String name, Instant due) {
    return DeleteSecretResponse.builder().arn(arn).name(name).deletionDate(due).build();
  }

  RestoreSecretResponse restore(RestoreSecretRequest request) {
    SecretRow secret = require(request.secretId());
    rows().put(secret.name(), secret.withDeletion(Optional.empty(), context.now()));
    return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  SecretRow require(String id) {
    if (id == null || id.isEmpty()) {
      throw SecretErrors.validation(
          "1 validation error detected: Value at 'secretId' failed to satisfy constraint: Member"
              + " must not be null");
    }
    return SecretBook.find(context, id).orElseThrow(SecretErrors::notFound);
  }

  /** A secret that is not under deletion. */
  SecretRow requireUsable(String id) {
    SecretRow secret = require(id);
    if (secret.deletion().isPresent()) {
      throw SecretErrors.underDeletion();
    }
    return secret;
  }

  Table<SecretRow> rows() {
    return context.table(SecretTables.SECRETS);
  }

  /** Ends the secrets whose time to be restored is over. */
  static void advance(Context context, Instant now) {
    Table<SecretRow> secrets = context.table(SecretTables.SECRETS);
    secrets.all().stream()
        .filter(secret -> secret.deletion().map(d -> !now.isBefore(d.due())).orElse(false))
        .forEach(secret -> secrets.remove(secret.name()));
  }
}
