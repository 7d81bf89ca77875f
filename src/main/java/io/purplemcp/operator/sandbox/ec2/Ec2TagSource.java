package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** EC2's tags as the Resource Groups Tagging API shows them. */
public final class Ec2TagSource {
  private Ec2TagSource() {}

  /** The tags of each resource of the caller's account and region, by ARN. */
  public static Map<String, Map<String, String>> tags(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    for (ResourceTags row : context.table(Ec2Tables.TAGS).all()) {
      tags.put(context.scope().arn("ec2", row.type() + "/" + row.resourceId()), row.tags());
    }
    return tags;
  }
}
