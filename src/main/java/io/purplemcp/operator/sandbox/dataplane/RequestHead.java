package io.purplemcp.operator.sandbox.dataplane;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request without its body, as a load balancer looks at it.
 *
 * @param scheme of the listener: {@code http} or {@code https}
 * @param host as the client asked for it, without a port
 * @param port the listener's
 * @param path without the query
 * @param query what follows the question mark; empty where there is none
 * @param headers by lower-case name
 * @param client the address that the request comes from
 */
public record RequestHead(
    String method,
    String scheme,
    String host,
    int port,
    String path,
    String query,
    Map<String, List<String>> headers,
    String client) {

  public RequestHead {
    headers = Map.copyOf(headers);
  }

  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** Without headers, which may hold tokens. */
  @Override
  public String toString() {
    return method + " " + scheme + "://" + host + ":" + port + path;
  }
}
