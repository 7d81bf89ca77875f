package io.purplemcp.operator.sandbox.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Serves AWS calls over HTTP. */
final class AwsHandler implements HttpHandler {
  /** Well above AWS's largest request, a task definition of 64 KB. */
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private final Dispatcher dispatcher;

  AwsHandler(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String requestId = UUID.randomUUID().toString();
    try (exchange) {
      Optional<Answer> answer = answer(exchange, requestId);
      if (answer.isPresent()) {
        send(exchange, answer.get(), requestId);
      }
    }
  }

  private Optional<Answer> answer(HttpExchange exchange, String requestId) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return Optional.of(
          Refusals.notAnAwsRequest(
              exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return Optional.of(
          Refusals.plain("RequestEntityTooLarge", "More than " + MAX_BODY_BYTES + " bytes"));
    }
    Headers headers = exchange.getRequestHeaders();
    WireRequest request =
        new WireRequest(
            header(headers, "X-Amz-Target"),
            header(headers, "Content-Type"),
            new String(body, StandardCharsets.UTF_8));
    Optional<CredentialScope> scope = CredentialScope.parse(header(headers, "Authorization"));
    return scope.isEmpty()
        ? Optional.of(Refusals.unsigned())
        : dispatcher.dispatch(scope.get(), request, requestId);
  }

  private static void send(HttpExchange exchange, Answer answer, String requestId)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("x-amzn-RequestId", requestId);
    if (!answer.errorType().isEmpty()) {
      headers.set("x-amzn-ErrorType", answer.errorType());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static String header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }
}
