package io.purplemcp.operator.resource.mcp;

import java.util.Map;
import java.util.stream.Stream;

/** Headers that a probe's requests carry. Their values may be secrets and are never shown. */
public record RequestHeaders(Map<String, String> byName) {
  public static final RequestHeaders NONE = new RequestHeaders(Map.of());

  /** What stands where a value was. */
  private static final String REMOVED = "(sensitive)";

  public RequestHeaders {
    byName = Map.copyOf(byName);
  }

  /** What a client with a token sends, after RFC 6750. */
  public static RequestHeaders authorization(String value) {
    return new RequestHeaders(Map.of("Authorization", value));
  }

  boolean none() {
    return byName.isEmpty();
  }

  /** A text of somebody else's without the values, in which a server may have quoted them. */
  String removedFrom(String text) {
    String clean = text;
    for (String secret : secrets()) {
      clean = clean.replace(secret, REMOVED);
    }
    return clean;
  }

  /** Whole values first, then what follows an authentication scheme. */
  private Iterable<String> secrets() {
    return byName.values().stream()
            .flatMap(value -> Stream.of(value, value.substring(value.indexOf(' ') + 1)))
        ::iterator;
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "RequestHeaders" + byName.keySet();
  }
}
