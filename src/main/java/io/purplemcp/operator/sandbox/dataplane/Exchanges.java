package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Engine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves the requests that arrive at listeners. */
final class Exchanges {
  private static final int SERVER_ERROR = 500;

  private final Vertx vertx;
  private final Engine engine;
  private final Balancer balancer;
  private final DataPlaneSettings settings;
  private final Program program = new Program();
  private final HttpClient processes;
  private final Function<String, Optional<Integer>> processPorts;

  /**
   * @param processPorts where the process of a task listens, by the task's ARN; empty for a task
   *     without one
   */
  Exchanges(
      Vertx vertx,
      Engine engine,
      Balancer balancer,
      DataPlaneSettings settings,
      Function<String, Optional<Integer>> processPorts) {
    this.vertx = vertx;
    this.engine = engine;
    this.balancer = balancer;
    this.settings = settings;
    this.processPorts = processPorts;
    this.processes = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
  }

  void serve(String listenerArn, HttpServerRequest request) {
    request.pause();
    Optional<Listening> listening = engine.look(contexts -> Listening.find(contexts, listenerArn));
    if (listening.isEmpty()) {
      request.connection().close();
      return;
    }
    RequestHead head = head(request, listening.get());
    vertx
        .executeBlocking(() -> balancer.route(listenerArn, head), false)
        .onSuccess(route -> follow(route, head, request))
        .onFailure(
            broken ->
                new ServerAnswer(request)
                    .send(Answer.words(SERVER_ERROR, "The sandbox tripped: " + broken)));
  }

  private void follow(Route route, RequestHead head, HttpServerRequest request) {
    if (route instanceof Route.Say say) {
      new ServerAnswer(request).send(say.answer());
    } else if (route instanceof Route.Send send) {
      send(send, head, request);
    } else {
      request.connection().close();
    }
  }

  private void send(Route.Send send, RequestHead head, HttpServerRequest request) {
    Optional<Integer> port = processPorts.apply(send.task().arn());
    if (port.isPresent()) {
      new Relay(vertx, processes, request, settings.inRealTime(send.idleTimeout()))
          .to(port.get(), ForwardedHeaders.of(head));
      return;
    }
    body(request)
        .map(body -> program.answer(send.task(), head, body.toString()))
        .onSuccess(new ServerAnswer(request)::send)
        .onFailure(broken -> request.connection().close());
    ServerAnswer.readOn(request);
  }

  /** With HTTP/2 a request without a body has ended before anybody asks for one. */
  private static Future<Buffer> body(HttpServerRequest request) {
    return request.isEnded() ? Future.succeededFuture(Buffer.buffer()) : request.body();
  }

  private RequestHead head(HttpServerRequest request, Listening listening) {
    Map<String, List<String>> headers =
        request.headers().entries().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return new RequestHead(
        request.method().name(),
        listening.tls() ? "https" : "http",
        Optional.ofNullable(request.authority()).map(HostAndPort::host).orElse(""),
        listening.port(),
        Optional.ofNullable(request.path()).filter(path -> !path.isEmpty()).orElse("/"),
        Optional.ofNullable(request.query()).orElse(""),
        headers,
        settings.clientAddress());
  }
}
