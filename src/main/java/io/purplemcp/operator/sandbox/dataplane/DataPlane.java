package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.acm.Authority;
import io.purplemcp.operator.sandbox.core.Engine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/**
 * What flows through a sandbox: load balancers that answer clients, and tasks that answer load
 * balancers. Nothing is started before somebody asks for it.
 */
public final class DataPlane implements AutoCloseable {
  private final Engine engine;
  private final DataPlaneSettings settings;

  /** How soon a process follows its task, in milliseconds. */
  private static final long FOLLOWS_EVERY = 500;

  private final WebAcl webAcl;
  private final Map<ActionTypeEnum, ListenerGate> gates;
  private Optional<Running> running = Optional.empty();

  private record Running(
      Vertx vertx, ListenerServers listeners, HttpServer proxy, LocalPrograms programs) {}

  /**
   * @param gates what the listener actions do that come before the last one
   */
  public DataPlane(
      Engine engine,
      DataPlaneSettings settings,
      WebAcl webAcl,
      Map<ActionTypeEnum, ListenerGate> gates) {
    this.engine = engine;
    this.settings = settings;
    this.webAcl = webAcl;
    this.gates = gates;
  }

  /** Where the proxy is that resolves the names of load balancers. */
  public URI proxy() {
    return URI.create("http://" + ListenerServers.LOOPBACK + ":" + running().proxy().actualPort());
  }

  /** The listeners of active load balancers. */
  public List<Endpoint> endpoints() {
    ListenerServers listeners = running().listeners();
    return engine.look(contexts -> Listening.all(contexts).toList()).stream()
        .map(one -> endpoint(one, wait(listeners.port(one))))
        .toList();
  }

  private Endpoint endpoint(Listening one, int port) {
    return engine.look(
        contexts ->
            new Endpoint(
                one.balancer().model().loadBalancerName(),
                one.listener().arn(),
                one.listener().model().protocolAsString(),
                one.port(),
                one.dnsName(),
                one.hostNames(),
                (one.tls() ? "https://" : "http://") + ListenerServers.LOOPBACK + ":" + port,
                one.admits(settings.clientAddress())));
  }

  /** The certificate of the authority that signs what ACM issues here, in PEM form. */
  public String authority() {
    return engine.lookAt(Authority.SCOPE, Authority::pem);
  }

  private synchronized Running running() {
    if (running.isEmpty()) {
      running = Optional.of(start());
    }
    return running.get();
  }

  private Running start() {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    LocalPrograms programs = new LocalPrograms(engine, settings.taskCommand());
    if (settings.taskCommand().isPresent()) {
      vertx.setPeriodic(
          FOLLOWS_EVERY, tick -> vertx.executeBlocking(Executors.callable(programs::follow)));
    }
    Exchanges exchanges =
        new Exchanges(vertx, engine, new Balancer(engine, webAcl, gates), settings, programs::port);
    ListenerServers listeners = new ListenerServers(vertx, engine, exchanges);
    Proxy proxy = new Proxy(vertx, engine, listeners, exchanges, settings);
    int port = settings.proxyPort().orElse(0);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(ListenerServers.LOOPBACK)
            .setPort(port)
            .setHttp2ClearTextEnabled(false);
    try {
      HttpServer server =
          wait(vertx.createHttpServer(options).requestHandler(proxy::serve).listen());
      return new Running(vertx, listeners, server, programs);
    } catch (UncheckedIOException taken) {
      vertx.close();
      throw taken;
    }
  }

  private <T> T wait(Future<T> future) {
    return Waiting.on(future, "The sandbox's load balancers cannot listen");
  }

  @Override
  public synchronized void close() {
    running.ifPresent(
        all -> {
          Waiting.on(all.vertx().close(), "The sandbox does not stop");
          all.programs().close();
        });
    running = Optional.empty();
  }
}
