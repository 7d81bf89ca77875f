package io.purplemcp.operator.sandbox.secrets;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;

/**
 * The filters of ListSecrets. All must agree; of a filter's values one must. A value is a prefix;
 * one that begins with an exclamation mark excludes.
 */
record SecretFilters(String region, List<Filter> filters) {
  boolean accept(SecretRow secret) {
    return filters.stream().allMatch(filter -> accepts(filter, secret));
  }

  private boolean accepts(Filter filter, SecretRow secret) {
    return switch (filter.keyAsString()) {
      case "name" -> cased(filter, Stream.of(secret.name()));
      case "tag-key" -> cased(filter, secret.tags().keySet().stream());
      case "tag-value" -> cased(filter, secret.tags().values().stream());
      case "description" -> uncased(filter, secret.description().stream());
      case "primary-region" -> cased(filter, Stream.of(region));
      case "owning-service" -> cased(filter, Stream.of());
      case "all" -> uncased(filter, words(secret));
      default ->
          throw SecretErrors.validation(
              "1 validation error detected: Value '"
                  + filter.keyAsString()
                  + "' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy"
                  + " enum value set: [primary-region, name, owning-service, description, tag-key,"
                  + " tag-value, all]");
    };
  }

  private static Stream<String> words(SecretRow secret) {
    Stream<String> tags =
        secret.tags().entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()));
    Stream<String> texts = Stream.concat(Stream.of(secret.name()), secret.description().stream());
    return Stream.concat(tags, texts).flatMap(text -> Stream.of(text.split("[\\s/_+=.@-]+")));
  }

  private static boolean cased(Filter filter, Stream<String> texts) {
    return any(filter.values(), texts.toList());
  }

  private static boolean uncased(Filter filter, Stream<String> texts) {
    return any(
        filter.values().stream().map(SecretFilters::lower).toList(),
        texts.map(SecretFilters::lower).toList());
  }

  private static boolean any(List<String> values, List<String> texts) {
    return values.stream()
        .anyMatch(
            value ->
                value.startsWith("!")
                    ? texts.stream().noneMatch(text -> text.startsWith(value.substring(1)))
                    : texts.stream().anyMatch(text -> text.startsWith(value)));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
