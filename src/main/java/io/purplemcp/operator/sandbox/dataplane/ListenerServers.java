package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Engine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of listeners: one on the loopback interface for each that somebody asks for. They
 * speak HTTP/1.1, to which clients of HTTP/2 fall back.
 */
final class ListenerServers {
  static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final Engine engine;
  private final Exchanges exchanges;
  private final Map<String, Future<HttpServer>> byListener = new ConcurrentHashMap<>();

  ListenerServers(Vertx vertx, Engine engine, Exchanges exchanges) {
    this.vertx = vertx;
    this.engine = engine;
    this.exchanges = exchanges;
  }

  /** The loopback port on which a listener answers from now on. */
  Future<Integer> port(String listenerArn, boolean tls) {
    return byListener
        .computeIfAbsent(listenerArn + (tls ? " tls" : ""), key -> listen(listenerArn, tls))
        .map(HttpServer::actualPort);
  }

  private Future<HttpServer> listen(String listenerArn, boolean tls) {
    HttpServerOptions options =
        new HttpServerOptions().setHost(LOOPBACK).setPort(0).setHttp2ClearTextEnabled(false);
    if (tls) {
      options
          .setSsl(true)
          .setKeyCertOptions(KeyCertOptions.wrap(new ListenerKeys(engine, listenerArn)));
    }
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> exchanges.serve(listenerArn, request))
        .listen();
  }
}
