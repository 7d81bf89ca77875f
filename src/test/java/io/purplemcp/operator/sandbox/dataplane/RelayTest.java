package io.purplemcp.operator.sandbox.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and responses that pass a load balancer piece by piece. */
class RelayTest {
  private static final long LONG_ENOUGH = 60_000;
  private static final long SHORT = 200;

  /** Nobody but root may listen there, and no service does. */
  private static final int NOBODYS_PORT = 2;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient processes = vertx.createHttpClient();
  private final Promise<String> next = Promise.promise();

  @AfterEach
  void stop() {
    Waiting.on(vertx.close(), "not stopped");
  }

  @Test
  void LB07_an_event_reaches_the_client_before_the_next_one_is_made() throws Exception {
    int front = front(listen(this::twoEvents), LONG_ENOUGH);
    HttpResponse<Stream<String>> response = get(front, HttpResponse.BodyHandlers.ofLines());
    Iterator<String> lines = response.body().iterator();

    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(lines.next()).isEqualTo("data: one");
    next.complete("data: two\n");
    assertThat(lines.next()).isEqualTo("data: two");
    assertThat(lines.hasNext()).isFalse();
  }

  @Test
  void the_server_sees_who_asks_and_by_which_name() throws Exception {
    int front =
        front(
            listen(
                request ->
                    request
                        .response()
                        .end(
                            request.getHeader("X-Forwarded-For")
                                + " "
                                + request.authority().host())),
            LONG_ENOUGH);

    assertThat(get(front, HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo("10.0.0.10 127.0.0.1");
  }

  @Test
  void a_server_that_is_silent_for_the_idle_timeout_is_a_gateway_timeout() throws Exception {
    int front = front(listen(request -> {}), SHORT);

    assertThat(get(front, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(504);
  }

  @Test
  void LB07_a_stream_that_is_silent_for_the_idle_timeout_is_cut() throws Exception {
    int front = front(listen(this::twoEvents), SHORT);
    Iterator<String> lines = get(front, HttpResponse.BodyHandlers.ofLines()).body().iterator();

    assertThat(lines.next()).isEqualTo("data: one");
    assertThatThrownBy(lines::next).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void nobody_behind_the_port_is_a_bad_gateway() throws Exception {
    int front = front(NOBODYS_PORT, LONG_ENOUGH);

    assertThat(get(front, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(502);
  }

  private void twoEvents(HttpServerRequest request) {
    HttpServerResponse response =
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.write("data: one\n");
    next.future().onSuccess(response::end);
  }

  private int front(int upstream, long idleMillis) {
    return listen(
        request -> {
          request.pause();
          new Relay(vertx, processes, request, idleMillis)
              .to(upstream, Map.of("X-Forwarded-For", "10.0.0.10"));
        });
  }

  private int listen(io.vertx.core.Handler<HttpServerRequest> handler) {
    return Waiting.on(
            vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(handler)
                .listen(0, ListenerServers.LOOPBACK),
            "not started")
        .actualPort();
  }

  private static <T> HttpResponse<T> get(int port, HttpResponse.BodyHandler<T> body)
      throws Exception {
    return java.net.http.HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .timeout(Duration.ofSeconds(20))
                .build(),
            body);
  }
}
