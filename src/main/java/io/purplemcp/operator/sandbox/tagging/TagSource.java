package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Map;

/** What one service tells the Resource Groups Tagging API about the tags of its resources. */
@FunctionalInterface
public interface TagSource {
  /**
   * The tags of each resource of the caller's account and region, by ARN in the form that the
   * tagging API shows. A resource that had tags once and has none now is to be in the answer as
   * long as it exists, with no tags; whether one was ever tagged is remembered by the tagging API
   * itself.
   */
  Map<String, Map<String, String>> tags(Context context);
}
