package io.purplemcp.operator.resource.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the value of a console secret. Nothing that it says contains any part of the value. */
final class ConsoleValue {
  private static final String BASE_URL = "PURPLEMCP_CONSOLE_BASE_URL";
  private static final String TOKEN = "PURPLEMCP_CONSOLE_TOKEN";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConsoleValue() {}

  /**
   * @param secretString the value; null when the secret is binary
   * @return what is wrong with it; nothing when it is well formed
   */
  static List<String> problems(String secretString) {
    Optional<JsonNode> object = object(secretString);
    if (object.isEmpty()) {
      return List.of("its value is not a JSON object with the keys " + BASE_URL + " and " + TOKEN);
    }
    var problems = new ArrayList<String>();
    text(object.get(), TOKEN)
        .filter(token -> token.equals(token.strip()))
        .ifPresentOrElse(
            token -> {}, () -> problems.add(TOKEN + " is missing, blank or has spaces around it"));
    text(object.get(), BASE_URL)
        .filter(ConsoleValue::origin)
        .ifPresentOrElse(
            url -> {},
            () ->
                problems.add(
                    BASE_URL
                        + " is missing or not a bare origin such as https://your-console.sentinelone.net, without a path or a slash at its end"));
    return List.copyOf(problems);
  }

  /** The parser's own message would quote the value, so it is dropped. */
  private static Optional<JsonNode> object(String secretString) {
    if (secretString == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(secretString)).filter(JsonNode::isObject);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode object, String key) {
    return Optional.ofNullable(object.get(key))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank());
  }

  /** The server's own rule: scheme https, a host, and nothing behind it. */
  private static boolean origin(String url) {
    try {
      URI uri = new URI(url);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
