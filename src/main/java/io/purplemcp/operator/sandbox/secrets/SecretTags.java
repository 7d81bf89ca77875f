package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** The tags of secrets. */
public final class SecretTags {
  private static final int MOST_TAGS = 50;
  private final Context context;
  private final Secrets secrets;

  SecretTags(Context context) {
    this.context = context;
    this.secrets = new Secrets(context);
  }

  /** For the Resource Groups Tagging API: the tags of every secret by ARN. */
  public static Map<String, Map<String, String>> all(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    context
        .table(SecretTables.SECRETS)
        .all()
        .forEach(secret -> tags.put(secret.arn(), secret.tags()));
    return tags;
  }

  TagResourceResponse tag(TagResourceRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    Map<String, String> tags = tagged(secret.tags(), request.tags());
    secrets.rows().put(secret.name(), secret.withTags(tags, context.now()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    Map<String, String> left = new LinkedHashMap<>(secret.tags());
    left.keySet().removeAll(request.tagKeys());
    secrets.rows().put(secret.name(), secret.withTags(left, context.now()));
    return UntagResourceResponse.builder().build();
  }

  static Map<String, String> tagged(Map<String, String> tags, List<Tag> added) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    for (Tag tag : added) {
      if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
        throw SecretErrors.invalidParameter("The tag key " + tag.key() + " is not valid.");
      }
      all.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    if (all.size() > MOST_TAGS) {
      throw SecretErrors.invalidParameter(
          "You can't have more than " + MOST_TAGS + " tags on a secret.");
    }
    return all;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
