package io.purplemcp.operator.resource.mcp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The message with which a session begins, sent without the SDK: what matters is HTTP's answer. */
final class FirstMessage {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"purple-mcp-operator\","
          + "\"version\":\"1\"}}}";

  private FirstMessage() {}

  /** The head of the answer; what follows is not read. */
  static HttpResponse<Void> send(Question question, HttpClient http, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(question.url())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE));
    question.credentials().byName().forEach(request::setHeader);
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding());
  }
}
