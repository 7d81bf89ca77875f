package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;

/** How ECS gives out lists in pages. */
final class Pages {
  private Pages() {}

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
    return Page.of(all, token, size, EcsError.invalid("Invalid token"));
  }
}
