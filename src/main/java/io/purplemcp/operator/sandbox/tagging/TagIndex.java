package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;

/** Which keys and values are in use in the region. */
final class TagIndex {
  private static final int PAGE = 100;
  private final Context context;

  TagIndex(Context context) {
    this.context = context;
  }

  GetTagKeysResponse keys(GetTagKeysRequest request) {
    Page<String> page =
        page(tags().map(Map::keySet).flatMap(Collection::stream), request.paginationToken());
    return GetTagKeysResponse.builder()
        .tagKeys(page.items())
        .paginationToken(page.next().orElse(""))
        .build();
  }

  GetTagValuesResponse values(GetTagValuesRequest request) {
    Stream<String> values =
        tags().flatMap(tags -> Optional.ofNullable(tags.get(request.key())).stream());
    Page<String> page = page(values, request.paginationToken());
    return GetTagValuesResponse.builder()
        .tagValues(page.items())
        .paginationToken(page.next().orElse(""))
        .build();
  }

  private Stream<Map<String, String>> tags() {
    return TagMemory.tagged(context).values().stream();
  }

  private static Page<String> page(Stream<String> texts, String token) {
    List<String> sorted = texts.distinct().sorted().toList();
    return Page.of(
        sorted,
        token == null || token.isEmpty() ? null : token,
        PAGE,
        AwsError.badRequest("PaginationTokenExpiredException", "The token is not valid."));
  }
}
