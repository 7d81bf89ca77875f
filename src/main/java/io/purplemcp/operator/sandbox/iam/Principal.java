package io.purplemcp.operator.sandbox.iam;

/**
 * Who asks to take on a role.
 *
 * @param name of a service ({@code ecs-tasks.amazonaws.com}) or an ARN
 */
public record Principal(Kind kind, String name) {
  /** The keys under which a trust policy names principals. */
  public enum Kind {
    SERVICE("Service"),
    AWS("AWS");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  public static Principal service(String name) {
    return new Principal(Kind.SERVICE, name);
  }

  /** A user, a role or an account's root, by ARN. */
  public static Principal aws(String arn) {
    return new Principal(Kind.AWS, arn);
  }

  /** The account of an AWS principal. */
  String account() {
    String[] parts = name.split(":", 6);
    return parts.length > 4 ? parts[4] : "";
  }
}
