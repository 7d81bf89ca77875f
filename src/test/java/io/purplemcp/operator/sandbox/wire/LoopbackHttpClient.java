package io.purplemcp.operator.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The far end of a real SDK client, without a socket between. */
final class LoopbackHttpClient implements SdkHttpClient {
  private Function<WireRequest, Answer> server;

  void serve(Function<WireRequest, Answer> with) {
    server = with;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(server.apply(read(request)));
      }

      @Override
      public void abort() {
        throw new UnsupportedOperationException("nothing waits here");
      }
    };
  }

  @Override
  public void close() {
    server = null;
  }

  private static WireRequest read(HttpExecuteRequest request) throws IOException {
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      return new WireRequest(
          request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse(""),
          request.httpRequest().firstMatchingHeader("Content-Type").orElse(""),
          new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static HttpExecuteResponse answer(Answer answer) {
    InputStream body = new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8));
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .build())
        .responseBody(AbortableInputStream.create(body))
        .build();
  }
}
