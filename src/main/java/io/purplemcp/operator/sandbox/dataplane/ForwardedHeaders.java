package io.purplemcp.operator.sandbox.dataplane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that a load balancer adds to what it forwards. */
final class ForwardedHeaders {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private ForwardedHeaders() {}

  /** The client's address is appended to those that the request names already. */
  static Map<String, String> of(RequestHead head) {
    List<String> before = head.headers(FORWARDED_FOR);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        FORWARDED_FOR,
        Stream.concat(before.stream(), Stream.of(head.client())).collect(Collectors.joining(", ")));
    headers.put("X-Forwarded-Proto", head.scheme());
    headers.put("X-Forwarded-Port", Integer.toString(head.port()));
    return headers;
  }
}
