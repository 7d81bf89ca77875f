package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;

/** Names and ARNs. */
final class ElbNames {
  private static final int LONGEST = 32;

  private ElbNames() {}

  /** Checks a name of a load balancer or a target group. */
  static String checked(String what, String name) {
    ElbErrors.required(name, "name");
    if (name.length() > LONGEST) {
      throw ElbErrors.validation(
          what + " name '" + name + "' cannot be longer than '" + LONGEST + "' characters");
    }
    if (!name.matches("[A-Za-z0-9-]+")) {
      throw ElbErrors.validation(
          what
              + " name '"
              + name
              + "' can only contain characters that are alphanumeric characters and hyphens(-)");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      throw ElbErrors.validation(
          what + " name '" + name + "' cannot begin or end with a hyphen(-)");
    }
    return name;
  }

  static String arn(Context context, String resource) {
    return context.scope().arn("elasticloadbalancing", resource);
  }

  /** The last sixteen digits of every ARN of this service. */
  static String id(Context context) {
    return context.ids().hex(16);
  }

  /** {@code app/name/id} of a load balancer or {@code app/name/id/id} of a listener. */
  static String path(String arn) {
    return arn.substring(arn.indexOf('/') + 1);
  }
}
