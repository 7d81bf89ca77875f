package io.purplemcp.operator.resource.mcp;

import java.util.Map;

/** Headers that a probe's requests carry. Their values may be secrets and are never shown. */
public record RequestHeaders(Map<String, String> byName) {
  public static final RequestHeaders NONE = new RequestHeaders(Map.of());

  public RequestHeaders {
    byName = Map.copyOf(byName);
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "RequestHeaders" + byName.keySet();
  }
}
