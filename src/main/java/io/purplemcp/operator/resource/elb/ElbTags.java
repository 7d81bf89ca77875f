package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Tags of load balancers, target groups and listeners: read, in bulk, and written. */
final class ElbTags {
  /** The longest page of ELB's describe operations. */
  static final int PAGE = 400;

  /** What DescribeTags takes at once. */
  private static final int DESCRIBE_TAGS_BATCH = 20;

  private ElbTags() {}

  /**
   * The tags by ARN as the tagging index knows them, and from ELB itself where the index, which
   * lags behind, says something else than expected.
   */
  static Map<String, Map<String, String>> observe(
      Look look, Collection<String> existing, Map<String, Map<String, String>> expected) {
    TagIndex.Index index = look.snapshot().of(TagIndex.class);
    var tags = new HashMap<String, Map<String, String>>();
    existing.stream().filter(index::lists).forEach(arn -> tags.put(arn, index.tags(arn)));
    List<String> unsure =
        expected.entrySet().stream()
            .filter(entry -> !carries(index.tags(entry.getKey()), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    tags.putAll(describe(look, unsure));
    return tags;
  }

  private static boolean carries(Map<String, String> live, Map<String, String> desired) {
    return TagComparison.of(new Comparison(), desired, live).same();
  }

  private static Map<String, Map<String, String>> describe(Look look, List<String> arns) {
    var tags = new HashMap<String, Map<String, String>>();
    for (int from = 0; from < arns.size(); from += DESCRIBE_TAGS_BATCH) {
      List<String> batch = arns.subList(from, Math.min(arns.size(), from + DESCRIBE_TAGS_BATCH));
      look.clients()
          .elasticLoadBalancing()
          .describeTags(request -> request.resourceArns(batch))
          .tagDescriptions()
          .forEach(
              each -> tags.put(each.resourceArn(), Tags.map(each.tags(), Tag::key, Tag::value)));
    }
    return tags;
  }

  /**
   * Whether something with these tags is ours and is looked at although it bears no wanted name:
   * unless it belongs to a deployment that is looked at in another pass.
   */
  static boolean orphaned(Look look, Map<String, String> tags) {
    return Ownership.of(tags).isPresent()
        && !look.elsewhere().contains(tags.getOrDefault(Ownership.DEPLOYMENT, ""));
  }

  /** The desired tags of what exists under a wanted name, by ARN. */
  static <T> Map<String, Map<String, String>> expected(
      Map<String, ? extends Declaration> wanted,
      Map<String, T> existing,
      Function<T, String> arn,
      String role) {
    var expected = new HashMap<String, Map<String, String>>();
    wanted.forEach(
        (name, owner) -> {
          if (existing.containsKey(name)) {
            expected.put(arn.apply(existing.get(name)), Ownership.tags(owner, role));
          }
        });
    return expected;
  }

  static List<Tag> list(Map<String, String> tags) {
    return Tags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
  }

  /** The calls that make the tags of a live resource right. */
  static List<Call> calls(String arn, TagComparison tags) {
    return tags.calls(
        set ->
            Call.of(
                "elasticloadbalancing:AddTags",
                execution ->
                    execution
                        .clients()
                        .elasticLoadBalancing()
                        .addTags(request -> request.resourceArns(arn).tags(list(set)))),
        keys ->
            Call.of(
                "elasticloadbalancing:RemoveTags",
                execution ->
                    execution
                        .clients()
                        .elasticLoadBalancing()
                        .removeTags(request -> request.resourceArns(arn).tagKeys(keys))));
  }
}
