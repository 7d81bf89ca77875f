package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** What is told of secrets without their values; what has no value is left out. */
final class SecretList {
  private static final int MOST_RESULTS = 100;
  private final Context context;
  private final Secrets secrets;

  SecretList(Context context) {
    this.context = context;
    this.secrets = new Secrets(context);
  }

  static AwsError invalidToken() {
    return AwsError.badRequest("InvalidNextTokenException", "The NextToken value is invalid.");
  }

  DescribeSecretResponse describe(DescribeSecretRequest request) {
    SecretRow secret = secrets.require(request.secretId());
    DescribeSecretResponse.Builder shown =
        DescribeSecretResponse.builder()
            .arn(secret.arn())
            .name(secret.name())
            .description(secret.description().orElse(null))
            .kmsKeyId(secret.kmsKeyId().orElse(null))
            .createdDate(secret.created())
            .lastChangedDate(secret.changed())
            .lastAccessedDate(secret.accessed().orElse(null))
            .deletedDate(secret.deletion().map(SecretRow.Deletion::requested).orElse(null));
    if (!secret.tags().isEmpty()) {
      shown.tags(SecretTags.list(secret.tags()));
    }
    if (!stages(secret).isEmpty()) {
      shown.versionIdsToStages(stages(secret));
    }
    return shown.build();
  }

  /** The labels by version; a version without labels counts as gone. */
  private static Map<String, List<String>> stages(SecretRow secret) {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    secret
        .versions()
        .forEach(
            (id, version) -> {
              if (!version.stages().isEmpty()) {
                stages.put(id, version.stages());
              }
            });
    return stages;
  }

  ListSecretsResponse list(ListSecretsRequest request) {
    boolean planned = Boolean.TRUE.equals(request.includePlannedDeletion());
    SecretFilters filters = new SecretFilters(context.scope().region(), request.filters());
    List<SecretRow> found =
        new ArrayList<>(
            secrets.rows().all().stream()
                .filter(secret -> planned || secret.deletion().isEmpty())
                .filter(filters::accept)
                .toList());
    if (request.sortOrder() != SortOrderType.ASC) {
      Collections.reverse(found);
    }
    int size = Optional.ofNullable(request.maxResults()).orElse(MOST_RESULTS);
    if (size < 1 || size > MOST_RESULTS) {
      throw SecretErrors.validation(
          "1 validation error detected: Value '"
              + size
              + "' at 'maxResults' failed to satisfy constraint: Member must have value between 1"
              + " and "
              + MOST_RESULTS);
    }
    Page<SecretRow> page = Page.of(found, request.nextToken(), size, invalidToken());
    return ListSecretsResponse.builder()
        .secretList(page.items().stream().map(SecretList::entry).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static SecretListEntry entry(SecretRow secret) {
    SecretListEntry.Builder entry =
        SecretListEntry.builder()
            .arn(secret.arn())
            .name(secret.name())
            .description(secret.description().orElse(null))
            .kmsKeyId(secret.kmsKeyId().orElse(null))
            .createdDate(secret.created())
            .lastChangedDate(secret.changed())
            .lastAccessedDate(secret.accessed().orElse(null))
            .deletedDate(secret.deletion().map(SecretRow.Deletion::requested).orElse(null))
            .tags(SecretTags.list(secret.tags()));
    if (!stages(secret).isEmpty()) {
      entry.secretVersionsToStages(stages(secret));
    }
    return entry.build();
  }
}
