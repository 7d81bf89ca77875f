package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The tags of log groups, by ARN and by the older operations that take a name. */
public final class LogTags {
  private static final int MOST_TAGS = 50;
  private final Context context;
  private final LogGroups groups;

  LogTags(Context context) {
    this.context = context;
    this.groups = new LogGroups(context);
  }

  /** For the Resource Groups Tagging API: the tags of every log group by ARN. */
  public static Map<String, Map<String, String>> all(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    context
        .table(LogTables.GROUPS)
        .all()
        .forEach(group -> tags.put(LogArns.plain(context.scope(), group.name()), group.tags()));
    return tags;
  }

  TagResourceResponse tag(TagResourceRequest request) {
    add(byArn(request.resourceArn()), request.tags());
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    remove(byArn(request.resourceArn()), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder().tags(byArn(request.resourceArn()).tags()).build();
  }

  TagLogGroupResponse tag(TagLogGroupRequest request) {
    add(groups.require(request.logGroupName()), request.tags());
    return TagLogGroupResponse.builder().build();
  }

  UntagLogGroupResponse untag(UntagLogGroupRequest request) {
    remove(groups.require(request.logGroupName()), request.tags());
    return UntagLogGroupResponse.builder().build();
  }

  ListTagsLogGroupResponse list(ListTagsLogGroupRequest request) {
    return ListTagsLogGroupResponse.builder()
        .tags(groups.require(request.logGroupName()).tags())
        .build();
  }

  private LogGroupRow byArn(String arn) {
    if (arn == null || arn.endsWith(":*")) {
      throw LogErrors.invalid(
          "The tagging operations take a log group's ARN without ':*' at its end: " + arn);
    }
    return groups.require(LogArns.nameInPlain(context.scope(), arn));
  }

  private void add(LogGroupRow group, Map<String, String> tags) {
    groups.rows().put(group.name(), group.withTags(tagged(group.tags(), tags)));
  }

  private void remove(LogGroupRow group, Collection<String> keys) {
    Map<String, String> left = new LinkedHashMap<>(group.tags());
    left.keySet().removeAll(keys);
    groups.rows().put(group.name(), group.withTags(left));
  }

  static Map<String, String> tagged(Map<String, String> tags, Map<String, String> added) {
    added.keySet().stream()
        .filter(key -> key.isEmpty() || key.startsWith("aws:"))
        .findFirst()
        .ifPresent(
            key -> {
              throw LogErrors.invalid("The tag key '" + key + "' is reserved or empty.");
            });
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.putAll(added);
    if (all.size() > MOST_TAGS) {
      throw AwsError.badRequest(
          "TooManyTagsException", "A resource can have no more than " + MOST_TAGS + " tags.");
    }
    return all;
  }
}
