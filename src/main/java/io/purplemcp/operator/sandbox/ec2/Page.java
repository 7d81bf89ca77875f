package io.purplemcp.operator.sandbox.ec2;

import java.util.List;

/**
 * A part of a list, as EC2 asks for it and answers it.
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
    io.purplemcp.operator.sandbox.core.Page<T> page =
        io.purplemcp.operator.sandbox.core.Page.of(
            all,
            token,
            maxResults == null ? Math.max(1, all.size()) : maxResults,
            Ec2Errors.invalid("The token '" + token + "' is invalid"));
    return new Page<>(page.items(), page.next().orElse(null));
  }
}
