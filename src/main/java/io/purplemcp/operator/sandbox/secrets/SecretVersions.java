package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** The versions of a secret and their labels, without their values. */
final class SecretVersions {
  private static final int PAGE = 100;
  private final Context context;
  private final Secrets secrets;

  SecretVersions(Context context) {
    this.context = context;
    this.secrets = new Secrets(context);
  }

  ListSecretVersionIdsResponse list(ListSecretVersionIdsRequest request) {
    SecretRow secret = secrets.require(request.secretId());
    boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated());
    List<SecretVersionsListEntry> all =
        secret.versions().entrySet().stream()
            .filter(version -> deprecated || !version.getValue().stages().isEmpty())
            .map(version -> entry(version.getKey(), version.getValue()))
            .toList();
    int size = Optional.ofNullable(request.maxResults()).orElse(PAGE);
    Page<SecretVersionsListEntry> page =
        Page.of(all, request.nextToken(), size, SecretList.invalidToken());
    return ListSecretVersionIdsResponse.builder()
        .versions(page.items())
        .nextToken(page.next().orElse(null))
        .arn(secret.arn())
        .name(secret.name())
        .build();
  }

  private static SecretVersionsListEntry entry(String id, SecretRow.Version version) {
    SecretVersionsListEntry.Builder entry =
        SecretVersionsListEntry.builder()
            .versionId(id)
            .createdDate(version.created())
            .kmsKeyIds("DefaultEncryptionKey");
    if (!version.stages().isEmpty()) {
      entry.versionStages(version.stages());
    }
    return entry.build();
  }

  UpdateSecretVersionStageResponse update(UpdateSecretVersionStageRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    Optional<String> from = Optional.ofNullable(request.removeFromVersionId());
    Optional<String> to = Optional.ofNullable(request.moveToVersionId());
    to.ifPresent(id -> requireVersion(secret, id));
    from.ifPresent(id -> requireVersion(secret, id));
    checkMove(secret, request.versionStage(), from, to);
    Map<String, SecretRow.Version> versions =
        to.map(id -> VersionStages.moved(secret.versions(), request.versionStage(), id))
            .orElseGet(() -> VersionStages.removed(secret.versions(), request.versionStage()));
    secrets.rows().put(secret.name(), secret.withVersions(versions, context.now()));
    return UpdateSecretVersionStageResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  private static void requireVersion(SecretRow secret, String id) {
    if (!secret.versions().containsKey(id)) {
      throw SecretErrors.notFound(
          "Secrets Manager can't find the specified secret value for VersionId: " + id);
    }
  }

  private static void checkMove(
      SecretRow secret, String stage, Optional<String> from, Optional<String> to) {
    if (from.isEmpty() && to.isEmpty()) {
      throw SecretErrors.invalidParameter(
          "You must specify RemoveFromVersionId or MoveToVersionId.");
    }
    if (to.isEmpty() && stage.equals(SecretRow.CURRENT)) {
      throw SecretErrors.invalidParameter(
          "You can only move staging label AWSCURRENT to a different secret version. It can't be"
              + " completely removed.");
    }
    Optional<String> holder = secret.versionWith(stage);
    if (holder.isPresent() && !holder.equals(to) && !holder.equals(from)) {
      throw SecretErrors.invalidParameter(
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + stage
              + " is currently attached to version "
              + holder.get()
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
  }
}
