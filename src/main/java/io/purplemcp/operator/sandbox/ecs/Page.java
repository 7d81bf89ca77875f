package io.purplemcp.operator.sandbox.ecs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * One page of a list.
 *
 * @param nextToken null at the end, as the response's member is
 */
record Page<T>(List<T> items, String nextToken) {
  /**
   * @param limit what the caller asked for, or null
   * @param usual the size where the caller asked for none
   * @param most the largest size that may be asked for
   */
  static <T> Page<T> of(List<T> all, String token, Integer limit, int usual, int most) {
    int size = limit == null ? usual : limit;
    if (size < 1 || size > most) {
      throw EcsError.invalid("maxResults must be between 1 and " + most + ".");
    }
    int from = Math.min(offset(token), all.size());
    int to = Math.min(from + size, all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private static String token(int offset) {
    byte[] text = Integer.toString(offset).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().encodeToString(text);
  }

  private static int offset(String token) {
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(token);
      return Math.max(0, Integer.parseInt(new String(text, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      throw EcsError.invalid("Invalid token");
    }
  }
}
