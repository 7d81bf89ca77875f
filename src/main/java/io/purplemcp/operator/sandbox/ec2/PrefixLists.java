package io.purplemcp.operator.sandbox.ec2;

import java.util.Map;

/** The prefix lists of AWS's own that gateway endpoints have, as in us-east-1. */
final class PrefixLists {
  static final Map<String, String> SERVICES =
      Map.of("pl-63a5400a", "s3", "pl-02cd2c6b", "dynamodb");

  private PrefixLists() {}

  static boolean exists(String id) {
    return SERVICES.containsKey(id);
  }
}
