package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The tags of load balancers, target groups, listeners and rules. */
public final class ElbTags {
  /** Tags on one resource, and resources in one call. */
  private static final int MOST_TAGS = 50;

  private static final int MOST_RESOURCES = 20;

  private final Context context;
  private final Table<TagSet> table;

  ElbTags(Context context) {
    this.context = context;
    this.table = context.table(ElbTables.TAGS);
  }

  /** For the Resource Groups Tagging API: every tagged resource by ARN. */
  public static Map<String, Map<String, String>> all(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    context.table(ElbTables.TAGS).all().forEach(set -> tags.put(set.arn(), set.tags()));
    return tags;
  }

  /** Checks the tags of a create call, before anything is created. */
  static Map<String, String> checked(List<Tag> tags) {
    Map<String, String> checked = new LinkedHashMap<>();
    for (Tag tag : tags) {
      if (tag.key().startsWith("aws:")) {
        throw ElbErrors.validation(
            "Tag keys that start with 'aws:' are reserved: '" + tag.key() + "'");
      }
      String value = tag.value() == null ? "" : tag.value();
      if (checked.put(tag.key(), value) != null) {
        throw AwsError.badRequest(
            "DuplicateTagKeys", "Tag key '" + tag.key() + "' was specified more than once");
      }
    }
    limit(checked);
    return checked;
  }

  void tagNew(String arn, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      table.put(arn, new TagSet(arn, tags));
    }
  }

  void forget(String arn) {
    table.remove(arn);
  }

  void add(List<String> arns, List<Tag> tags) {
    Map<String, String> added = checked(ElbErrors.required(tags, "tags"));
    existing(arns)
        .forEach(
            arn -> {
              TagSet after = of(arn).plus(added);
              limit(after.tags());
              table.put(arn, after);
            });
  }

  void remove(List<String> arns, List<String> keys) {
    existing(arns).forEach(arn -> table.put(arn, of(arn).minus(keys)));
  }

  List<TagDescription> describe(List<String> arns) {
    return existing(arns).stream()
        .map(arn -> TagDescription.builder().resourceArn(arn).tags(of(arn).toTags()).build())
        .toList();
  }

  private TagSet of(String arn) {
    return table.find(arn).orElseGet(() -> new TagSet(arn, Map.of()));
  }

  private List<String> existing(List<String> arns) {
    ElbErrors.atMost(MOST_RESOURCES, ElbErrors.required(arns, "resourceArns"), "resourceArns");
    arns.forEach(this::mustExist);
    return arns;
  }

  private void mustExist(String arn) {
    if (arn.contains(":loadbalancer/")) {
      LoadBalancers.find(context, arn);
    } else if (arn.contains(":targetgroup/")) {
      TargetGroups.find(context, arn);
    } else if (arn.contains(":listener/")) {
      Listeners.find(context, arn);
    } else if (arn.contains(":listener-rule/")) {
      Rules.mustExist(context, arn);
    } else {
      throw ElbErrors.validation("'" + arn + "' is not a valid load balancer ARN");
    }
  }

  private static void limit(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw AwsError.badRequest(
          "TooManyTags", "A resource can have at most " + MOST_TAGS + " tags");
    }
  }
}
