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
 * The sockets of listeners: one on the loopback interface for each that somebody asks for. As a
 * load balancer does, they speak HTTP/2 over TLS with clients that can, unless its attribute says
 * otherwise, and HTTP/1.1 with all others.
 */
final class ListenerServers {
  static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final Engine engine;
  private final Exchanges exchanges;
  private final Map<Key, Future<HttpServer>> byListener = new ConcurrentHashMap<>();

  /** What a socket cannot change once it listens. */
  private record Key(String listenerArn, boolean tls, boolean http2) {}

  ListenerServers(Vertx vertx, Engine engine, Exchanges exchanges) {
    this.vertx = vertx;
    this.engine = engine;
    this.exchanges = exchanges;
  }

  /** The loopback port on which a listener answers from now on. */
  Future<Integer> port(Listening listening) {
    var key = new Key(listening.listener().arn(), listening.tls(), listening.http2());
    return byListener.computeIfAbsent(key, this::listen).map(HttpServer::actualPort);
  }

  private Future<HttpServer> listen(Key key) {
    HttpServerOptions options =
        new HttpServerOptions().setHost(LOOPBACK).setPort(0).setHttp2ClearTextEnabled(false);
    if (key.tls()) {
      options
          .setSsl(true)
          .setUseAlpn(key.http2())
          .setKeyCertOptions(KeyCertOptions.wrap(new ListenerKeys(engine, key.listenerArn())));
    }
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> exchanges.serve(key.listenerArn(), request))
        .listen();
  }
}
