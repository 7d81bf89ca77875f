package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * How one kind of resource is described: by ids, filters and pages.
 *
 * @param filters what it can be filtered by, on its finished form
 */
record Listing<T>(
    ResourceType type, TableKey<T> table, Function<T, String> id, Filters<T> filters) {

  /** What a describe request asks for. */
  record Wanted(List<String> ids, List<Filter> filters, Integer maxResults, String nextToken) {}

  /**
   * @param finish adds what the table's row does not carry, such as tags
   * @throws io.purplemcp.operator.sandbox.core.AwsError when an id is of nothing that exists
   */
  Page<T> page(Context context, Wanted wanted, Function<T, T> finish) {
    for (String wantedId : wanted.ids()) {
      if (!context.table(table).contains(wantedId)) {
        throw type.notFound(wantedId);
      }
    }
    List<T> named =
        context.table(table).all().stream()
            .filter(row -> wanted.ids().isEmpty() || wanted.ids().contains(id.apply(row)))
            .map(finish)
            .toList();
    Tags tags = new Tags(context);
    List<T> selected = filters.select(named, wanted.filters(), row -> tags.of(id.apply(row)));
    return Page.of(selected, wanted.maxResults(), wanted.nextToken());
  }

  /**
   * @throws io.purplemcp.operator.sandbox.core.AwsError when there is none of this id
   */
  T existing(Context context, String wantedId) {
    if (wantedId == null) {
      throw Ec2Errors.missing(type.arnType() + "-id");
    }
    return context.table(table).find(wantedId).orElseThrow(() -> type.notFound(wantedId));
  }
}
