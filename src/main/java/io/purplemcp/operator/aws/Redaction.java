package io.purplemcp.operator.aws;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of a foreign message what could be a secret value. ARNs, ids and digests stay. */
final class Redaction {
  private static final String REMOVED = "(removed)";

  /** No id of AWS's is that long: names end at 64 characters, and digests are told apart. */
  private static final int OPAQUE = 65;

  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Pattern.compile("(?i)(encoded authorization failure message: )\\S+"), "$1" + REMOVED),
          new Rule(
              Pattern.compile(
                  "(?i)(PURPLEMCP_CONSOLE_\\w+|SecretString|SecretBinary|x-amz-security-token"
                      + "|authorization|password|api[-_]?key|aws_secret_access_key)"
                      + "(\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)(?!:)[^\\s\"',}:][^\\s\"',}]*"),
              "$1$2" + REMOVED),
          // A JSON web token, which is what SentinelOne's service users have
          new Rule(Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?"), REMOVED),
          new Rule(
              Pattern.compile("(?<!sha256:)\\b(?<!sha256:)[A-Za-z0-9+=_]{" + OPAQUE + ",}"),
              REMOVED));

  private Redaction() {}

  static String of(String message) {
    String clean = message;
    for (Rule rule : RULES) {
      clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
    }
    return clean;
  }
}
