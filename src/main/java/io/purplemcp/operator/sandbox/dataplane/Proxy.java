package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;

/**
 * An ordinary HTTP proxy that knows the names of load balancers, which no DNS server does: tunnels
 * for https, whole URLs for http. It leads nowhere else.
 */
final class Proxy {
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int HTTP_PORT = 80;

  private final Engine engine;
  private final ListenerServers listeners;
  private final Exchanges exchanges;
  private final DataPlaneSettings settings;
  private final NetClient tunnels;

  Proxy(
      Vertx vertx,
      Engine engine,
      ListenerServers listeners,
      Exchanges exchanges,
      DataPlaneSettings settings) {
    this.engine = engine;
    this.listeners = listeners;
    this.exchanges = exchanges;
    this.settings = settings;
    this.tunnels = vertx.createNetClient();
  }

  void serve(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    if (asked == null) {
      refuse(request, BAD_GATEWAY, "Name a host.");
      return;
    }
    int port = asked.port() > 0 ? asked.port() : HTTP_PORT;
    List<Listening> found = engine.look(contexts -> listening(contexts, asked.host(), port));
    if (found.size() != 1) {
      refuse(request, BAD_GATEWAY, nobody(asked.host(), port, found.size()));
    } else if (!admitted(found.get(0))) {
      refuse(request, GATEWAY_TIMEOUT, dropped(found.get(0)));
    } else if (request.method().equals(HttpMethod.CONNECT)) {
      tunnel(found.get(0), request);
    } else {
      exchanges.serve(found.get(0).listener().arn(), request);
    }
  }

  private static List<Listening> listening(List<Context> contexts, String host, int port) {
    List<Listening> named =
        Listening.all(contexts)
            .filter(one -> one.port() == port && one.dnsName().equalsIgnoreCase(host))
            .toList();
    return named.isEmpty()
        ? Listening.all(contexts).filter(one -> one.port() == port && one.answersTo(host)).toList()
        : named;
  }

  private boolean admitted(Listening listening) {
    return engine.look(contexts -> listening.admits(settings.clientAddress()));
  }

  private String nobody(String host, int port, int count) {
    return count == 0
        ? "No listener of an active load balancer answers to " + host + ":" + port + "."
        : count
            + " load balancers answer to "
            + host
            + ":"
            + port
            + "; ask for one by its DNS name, as curl --connect-to HOST:443:DNS-NAME:443 does.";
  }

  private String dropped(Listening listening) {
    return "The security groups of the load balancer do not let "
        + settings.clientAddress()
        + " reach port "
        + listening.port()
        + "; on AWS the connection would time out.";
  }

  private void tunnel(Listening listening, HttpServerRequest request) {
    listeners
        .port(listening)
        .compose(port -> tunnels.connect(port, ListenerServers.LOOPBACK))
        .onSuccess(there -> request.toNetSocket().onSuccess(here -> join(here, there)))
        .onFailure(broken -> refuse(request, BAD_GATEWAY, "No tunnel: " + broken.getMessage()));
  }

  private static void join(NetSocket here, NetSocket there) {
    here.pipeTo(there);
    there.pipeTo(here);
  }

  private static void refuse(HttpServerRequest request, int status, String sentence) {
    new ServerAnswer(request).send(Answer.words(status, sentence));
  }
}
