package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.purplemcp.operator.sandbox.core.CallLog;
import io.purplemcp.operator.sandbox.core.Chaos;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import java.io.IOException;
import java.util.Map;

/** The sandbox's own address space, {@code /_sandbox/}. */
final class ControlHandler implements HttpHandler {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final ObjectMapper json = new ObjectMapper();
  private final CallLog calls;
  private final Chaos chaos;

  ControlHandler(CallLog calls, Chaos chaos) {
    this.calls = calls;
    this.chaos = chaos;
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
        default -> send(exchange, NOT_FOUND, Map.of("error", "The sandbox has no " + asked));
      }
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
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
