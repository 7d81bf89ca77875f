package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.purplemcp.operator.sandbox.core.CallLog;
import io.purplemcp.operator.sandbox.core.Chaos;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The sandbox's own address space, {@code /_sandbox/}. */
final class ControlHandler implements HttpHandler {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final ObjectMapper json = new ObjectMapper();
  private final CallLog calls;
  private final Chaos chaos;
  private final Map<String, Supplier<ControlPage>> pages;
  private final Map<String, ControlSwitch> switches;

  ControlHandler(
      CallLog calls,
      Chaos chaos,
      Map<String, Supplier<ControlPage>> pages,
      Map<String, ControlSwitch> switches) {
    this.calls = calls;
    this.chaos = chaos;
    this.pages = Map.copyOf(pages);
    this.switches = Map.copyOf(switches);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (asked) {
        case "GET /_sandbox/health" -> send(exchange, OK, Map.of("status", "UP"));
        case "GET /_sandbox/calls" -> send(exchange, OK, calls.all());
        case "DELETE /_sandbox/calls" -> {
          calls.clear();
          send(exchange, OK, calls.all());
        }
        case "GET /_sandbox/chaos" -> send(exchange, OK, chaos.settings());
        case "PUT /_sandbox/chaos" -> setChaos(exchange);
        default -> {
          ControlSwitch found = switches.get(asked.replace("PUT /_sandbox/", ""));
          if (found == null) {
            page(exchange, asked);
          } else {
            set(exchange, found);
          }
        }
      }
    }
  }

  private void page(HttpExchange exchange, String asked) throws IOException {
    Supplier<ControlPage> page = pages.get(asked.replace("GET /_sandbox/", ""));
    if (page == null) {
      send(exchange, NOT_FOUND, Map.of("error", "The sandbox has no " + asked));
      return;
    }
    ControlPage found = page.get();
    byte[] bytes =
        found.body() instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : json.writeValueAsBytes(found.body());
    send(exchange, OK, found.contentType(), bytes);
  }

  private void set(HttpExchange exchange, ControlSwitch found) throws IOException {
    try {
      Map<String, String> states =
          json.readValue(
              exchange.getRequestBody(), new TypeReference<LinkedHashMap<String, String>>() {});
      found.set().accept(states);
      send(exchange, OK, states);
    } catch (JsonProcessingException e) {
      send(exchange, BAD_REQUEST, Map.of("error", e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      send(exchange, BAD_REQUEST, Map.of("error", e.getMessage()));
    }
  }

  private void setChaos(HttpExchange exchange) throws IOException {
    try {
      chaos.set(json.readValue(exchange.getRequestBody(), ChaosSettings.class));
      send(exchange, OK, chaos.settings());
    } catch (JsonProcessingException e) {
      send(exchange, BAD_REQUEST, Map.of("error", e.getOriginalMessage()));
    }
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    send(exchange, status, ControlPage.JSON, json.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int status, String contentType, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
