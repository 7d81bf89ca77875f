package io.purplemcp.operator.sandbox.elb;

import java.util.List;

/**
 * One page of a list.
 *
 * @param nextMarker null on the last page, as the SDK's builders take it
 */
record Page<T>(List<T> items, String nextMarker) {
  /** The largest page that Elastic Load Balancing answers. */
  static final int LARGEST = 400;

  /**
   * @param marker where the page begins, from the page before; null for the first
   * @param size 1 to 400; null for 400
   */
  static <T> Page<T> of(List<T> all, String marker, Integer size) {
    ElbErrors.within(1, LARGEST, size, "Page size");
    int from = marker == null ? 0 : position(marker, all.size());
    int to = Math.min(all.size(), from + (size == null ? LARGEST : size));
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  private static int position(String marker, int end) {
    if (!marker.matches("[0-9]{1,6}") || Integer.parseInt(marker) > end) {
      throw ElbErrors.validation("Invalid marker '" + marker + "'");
    }
    return Integer.parseInt(marker);
  }
}
