package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Map;

/** Changes the tags of one resource through the operations of the service that has it. */
@FunctionalInterface
interface TagWriter {
  /**
   * @param added may be empty
   * @param removed keys; may be empty
   * @throws io.purplemcp.operator.sandbox.core.AwsError what the service answers
   */
  void write(Context context, String arn, Map<String, String> added, List<String> removed);
}
