package io.purplemcp.operator.sandbox.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a list.
 *
 * @param nextToken null on the last page, as the SDK's builders take it
 */
record Page<T>(List<T> items, String nextToken) {
  private static final int SMALLEST = 5;
  private static final int LARGEST = 1000;

  /**
   * @param maxResults null for all that are left
   * @param token null for the first page
   */
  static <T> Page<T> of(List<T> all, Integer maxResults, String token) {
    if (maxResults != null && (maxResults < SMALLEST || maxResults > LARGEST)) {
      throw Ec2Errors.invalid(
          "Value ( "
              + maxResults
              + " ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
    }
    int from = Math.min(token == null ? 0 : offset(token), all.size());
    int to = maxResults == null ? all.size() : Math.min(from + maxResults, all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private static String token(int offset) {
    byte[] text = Integer.toString(offset).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().encodeToString(text);
  }

  private static int offset(String token) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(token);
      return Integer.parseUnsignedInt(new String(text, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw Ec2Errors.invalid("The token '" + token + "' is invalid");
    }
  }
}
