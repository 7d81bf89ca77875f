package io.purplemcp.operator.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a list and the token that asks for the rest.
 *
 * @param next empty at the end of the list
 */
public record Page<T>(List<T> items, Optional<String> next) {
  private static final String PREFIX = "offset:";
  private static final Pattern TOKEN = Pattern.compile(PREFIX + "(\\d{1,9})");

  /**
   * @param token of the page before; null for the first page
   * @param size how many items at the most
   * @param invalid the service's answer to a token that it never gave
   */
  public static <T> Page<T> of(List<T> all, String token, int size, AwsError invalid) {
    int from = token == null ? 0 : offset(token).orElseThrow(() -> invalid);
    int start = Math.min(from, all.size());
    int end = Math.min(start + size, all.size());
    Optional<String> next = end < all.size() ? Optional.of(token(end)) : Optional.empty();
    return new Page<>(List.copyOf(all.subList(start, end)), next);
  }

  private static String token(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Integer> offset(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Optional.of(TOKEN.matcher(text))
          .filter(matcher -> matcher.matches())
          .map(matcher -> Integer.parseInt(matcher.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
