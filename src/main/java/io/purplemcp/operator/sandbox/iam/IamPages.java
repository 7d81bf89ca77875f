package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;

/** IAM's pages: a hundred items where the caller does not say, a thousand at the most. */
final class IamPages {
  private static final int DEFAULT_ITEMS = 100;
  private static final int MOST_ITEMS = 1000;

  private IamPages() {}

  static <T> Page<T> of(List<T> all, String marker, Integer maxItems) {
    int size = maxItems == null ? DEFAULT_ITEMS : maxItems;
    if (size < 1) {
      throw IamErrors.constraint(size, "maxItems", "have value greater than or equal to 1");
    }
    if (size > MOST_ITEMS) {
      throw IamErrors.constraint(
          size, "maxItems", "have value less than or equal to " + MOST_ITEMS);
    }
    return Page.of(
        all, marker, size, AwsError.badRequest("ValidationError", "Invalid Marker: " + marker));
  }
}
