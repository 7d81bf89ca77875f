package io.purplemcp.operator.sandbox.dataplane;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Passes one request on to a local process and its response back, piece by piece as they come. When
 * nothing has moved for the idle timeout, it ends: with 504 before the response has begun, and by
 * closing the connection after.
 */
final class Relay {
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  /** Headers of one hop, after RFC 9110. */
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Vertx vertx;
  private final HttpClient client;
  private final HttpServerRequest request;
  private final long idleMillis;
  private long timer;
  private boolean over;

  Relay(Vertx vertx, HttpClient client, HttpServerRequest request, long idleMillis) {
    this.vertx = vertx;
    this.client = client;
    this.request = request;
    this.idleMillis = idleMillis;
  }

  void to(int port, Map<String, String> added) {
    RequestOptions options =
        new RequestOptions()
            .setHost(ListenerServers.LOOPBACK)
            .setPort(port)
            .setMethod(request.method())
            .setURI(pathAndQuery());
    timer = vertx.setTimer(idleMillis, expired -> idle());
    client
        .request(options)
        .onSuccess(upstream -> send(upstream, added))
        .onFailure(refused -> end(Answer.page(BAD_GATEWAY, "Bad Gateway")));
  }

  /** A proxy's client sends the whole URL. */
  private String pathAndQuery() {
    String path = request.path() == null || request.path().isEmpty() ? "/" : request.path();
    return request.query() == null ? path : path + "?" + request.query();
  }

  private void send(HttpClientRequest upstream, Map<String, String> added) {
    request
        .headers()
        .forEach(
            header -> {
              if (isPassedOn(header.getKey())) {
                upstream.headers().add(header.getKey(), header.getValue());
              }
            });
    upstream.putHeader("Host", String.valueOf(request.authority()));
    added.forEach(upstream::putHeader);
    if (!upstream.headers().contains("Content-Length")) {
      upstream.setChunked(true);
    }
    request.response().closeHandler(gone -> upstream.reset());
    upstream
        .response()
        .onSuccess(this::receive)
        .onFailure(broken -> end(Answer.page(BAD_GATEWAY, "Bad Gateway")));
    if (request.isEnded()) {
      upstream.end();
      return;
    }
    request.handler(
        piece -> {
          touch();
          upstream.write(piece);
          if (upstream.writeQueueFull()) {
            request.pause();
            upstream.drainHandler(drained -> ServerAnswer.readOn(request));
          }
        });
    request.endHandler(ended -> upstream.end());
    request.resume();
  }

  private void receive(HttpClientResponse received) {
    touch();
    HttpServerResponse response = request.response();
    if (over) {
      return;
    }
    response.setStatusCode(received.statusCode());
    received
        .headers()
        .forEach(
            header -> {
              if (isPassedOn(header.getKey())) {
                response.headers().add(header.getKey(), header.getValue());
              }
            });
    if (!response.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
    received.handler(
        piece -> {
          touch();
          response.write(piece);
          if (response.writeQueueFull()) {
            received.pause();
            response.drainHandler(drained -> received.resume());
          }
        });
    received.exceptionHandler(broken -> close());
    received.endHandler(
        ended -> {
          over = true;
          vertx.cancelTimer(timer);
          response.end();
        });
    // The head goes out before the first event of a stream comes.
    response.writeHead();
  }

  private static boolean isPassedOn(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !OF_ONE_HOP.contains(name) && !name.equals("host") && !name.startsWith(":");
  }

  private void touch() {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(idleMillis, expired -> idle());
  }

  private void idle() {
    if (request.response().headWritten()) {
      close();
    } else {
      end(Answer.page(GATEWAY_TIMEOUT, "Gateway Time-out"));
    }
  }

  private void end(Answer answer) {
    if (!over && !request.response().headWritten()) {
      over = true;
      vertx.cancelTimer(timer);
      new ServerAnswer(request).send(answer);
    }
  }

  private void close() {
    over = true;
    vertx.cancelTimer(timer);
    request.response().reset();
  }
}
