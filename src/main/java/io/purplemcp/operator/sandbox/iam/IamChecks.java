package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Tag;

/** The rules of IAM's model for names, paths and tags. */
final class IamChecks {
  static final int ROLE_NAME_LENGTH = 64;
  static final int POLICY_NAME_LENGTH = 128;
  private static final int DESCRIPTION_LENGTH = 1000;
  private static final int PATH_LENGTH = 512;
  private static final int TAGS = 50;
  private static final int TAG_KEY_LENGTH = 128;
  private static final int TAG_VALUE_LENGTH = 256;
  private static final int SHORTEST_SESSION = 3600;
  private static final int LONGEST_SESSION = 43200;
  private static final String NAME = "[\\w+=,.@-]+";
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private IamChecks() {}

  static void name(String value, String member, int longest) {
    if (value == null || value.isEmpty()) {
      throw IamErrors.constraint(value, member, "have length greater than or equal to 1");
    }
    if (value.length() > longest) {
      throw IamErrors.constraint(value, member, "have length less than or equal to " + longest);
    }
    if (!value.matches(NAME)) {
      throw IamErrors.constraint(value, member, "satisfy regular expression pattern: [\\w+=,.@-]+");
    }
  }

  /** The path, or a slash for none. */
  static String path(String value) {
    String path = value == null ? "/" : value;
    if (path.length() > PATH_LENGTH || !PATH.matcher(path).matches()) {
      throw AwsError.badRequest(
          "ValidationError",
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
    return path;
  }

  static void description(String value) {
    if (value != null && value.length() > DESCRIPTION_LENGTH) {
      throw IamErrors.constraint(
          value, "description", "have length less than or equal to " + DESCRIPTION_LENGTH);
    }
  }

  static void sessionDuration(int seconds) {
    if (seconds < SHORTEST_SESSION) {
      throw IamErrors.constraint(
          seconds, "maxSessionDuration", "have value greater than or equal to " + SHORTEST_SESSION);
    }
    if (seconds > LONGEST_SESSION) {
      throw IamErrors.constraint(
          seconds, "maxSessionDuration", "have value less than or equal to " + LONGEST_SESSION);
    }
  }

  /** The tags that there are with some added or changed. */
  static Map<String, String> tagged(Map<String, String> tags, List<Tag> added) {
    Map<String, String> all = tags;
    for (Tag tag : added) {
      tag(tag);
      all = Ordered.with(all, tag.key(), tag.value());
    }
    if (all.size() > TAGS) {
      throw IamErrors.limit("The number of tags has reached the maximum limit.");
    }
    if (all.keySet().stream().map(key -> key.toLowerCase(Locale.ROOT)).distinct().count()
        < all.size()) {
      throw IamErrors.invalidInput(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    return all;
  }

  private static void tag(Tag tag) {
    if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > TAG_KEY_LENGTH) {
      throw IamErrors.constraint(
          tag.key(), "tags.1.member.key", "have length between 1 and " + TAG_KEY_LENGTH);
    }
    if (tag.value() == null || tag.value().length() > TAG_VALUE_LENGTH) {
      throw IamErrors.constraint(
          tag.value(),
          "tags.1.member.value",
          "have length less than or equal to " + TAG_VALUE_LENGTH);
    }
    if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw IamErrors.invalidInput(
          "Tag keys must not start with the reserved prefix 'aws:': " + tag.key());
    }
    if (!TAG_TEXT.matcher(tag.key()).matches() || !TAG_TEXT.matcher(tag.value()).matches()) {
      throw IamErrors.constraint(
          tag.key(), "tags.1.member.key", "satisfy regular expression pattern: " + TAG_TEXT);
    }
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
