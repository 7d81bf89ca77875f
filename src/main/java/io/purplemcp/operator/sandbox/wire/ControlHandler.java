package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.purplemcp.operator.sandbox.core.CallLog;
import java.io.IOException;
import java.util.Map;

/** The sandbox's own address space, {@code /_sandbox/}. */
final class ControlHandler implements HttpHandler {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final ObjectMapper json = new ObjectMapper();
  private final CallLog calls;

  ControlHandler(CallLog calls) {
    this.calls = calls;
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
        default -> send(exchange, NOT_FOUND, Map.of("error", "The sandbox has no " + asked));
      }
    }
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
