package io.purplemcp.operator.desired;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for {@code PURPLEMCP_CONSOLE_BASE_URL}, on whose breach the server refuses to start: an
 * https URL that is a bare origin.
 */
public final class ConsoleBaseUrl {
  private static final String SCHEME = "https://";
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

  private ConsoleBaseUrl() {}

  /**
   * What is wrong with a base URL, if anything. The answer never contains the URL, which comes out
   * of a secret.
   */
  public static Optional<String> fault(String url) {
    if (!url.startsWith(SCHEME)) {
      return Optional.of("it must start with https://");
    }
    String origin = url.substring(SCHEME.length());
    if (origin.endsWith("/")) {
      return Optional.of("it must not end with a slash");
    }
    if (origin.contains("/")) {
      return Optional.of("it must not have a path");
    }
    if (origin.contains("?")) {
      return Optional.of("it must not have a query");
    }
    if (origin.contains("#")) {
      return Optional.of("it must not have a fragment");
    }
    if (origin.contains(";")) {
      return Optional.of("it must not contain a semicolon");
    }
    return HOST.matcher(origin).matches()
        ? Optional.empty()
        : Optional.of("after https:// only a host's name and perhaps a port may follow");
  }
}
