package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Scope;

/**
 * The ARNs of log groups, of which there are two forms: the tagging operations take the plain one,
 * the others show and take it with {@code :*} at its end too.
 */
final class LogArns {
  private static final String WILDCARD = ":*";

  private LogArns() {}

  static String plain(Scope scope, String group) {
    return prefix(scope) + group;
  }

  static String withWildcard(Scope scope, String group) {
    return plain(scope, group) + WILDCARD;
  }

  static String ofStream(Scope scope, String group, String stream) {
    return plain(scope, group) + ":log-stream:" + stream;
  }

  private static String prefix(Scope scope) {
    return scope.arn("logs", "log-group:");
  }

  /** The group's name in an identifier, which is a name or an ARN of either form. */
  static String name(Scope scope, String identifier) {
    if (!identifier.startsWith("arn:")) {
      return identifier;
    }
    String arn =
        identifier.endsWith(WILDCARD)
            ? identifier.substring(0, identifier.length() - WILDCARD.length())
            : identifier;
    return nameInPlain(scope, arn);
  }

  /** The group's name in an ARN without {@code :*}. */
  static String nameInPlain(Scope scope, String arn) {
    if (!arn.startsWith(prefix(scope))) {
      throw LogErrors.noGroup();
    }
    return arn.substring(prefix(scope).length());
  }
}
