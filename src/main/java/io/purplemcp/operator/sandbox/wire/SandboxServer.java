package io.purplemcp.operator.sandbox.wire;

import com.sun.net.httpserver.HttpServer;
import io.purplemcp.operator.sandbox.core.CallLog;
import io.purplemcp.operator.sandbox.core.Chaos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The sandbox's HTTP end, on the loopback interface only. */
public final class SandboxServer implements AutoCloseable {
  private static final int THREADS = 16;

  static {
    // Without it, Nagle's algorithm costs every answer some 40 ms. Read once, by the first server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private SandboxServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param port 0 for any that is free
   * @param pages what can be got under {@code /_sandbox/} beside calls and chaos, by name
   * @param switches what can be put there, by name
   * @throws UncheckedIOException when the port is taken
   */
  public static SandboxServer start(
      int port,
      Dispatcher dispatcher,
      CallLog calls,
      Chaos chaos,
      Map<String, Supplier<ControlPage>> pages,
      Map<String, ControlSwitch> switches) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS, daemons());
      server.setExecutor(threads);
      server.createContext("/", new AwsHandler(dispatcher));
      server.createContext("/_sandbox/", new ControlHandler(calls, chaos, pages, switches));
      server.start();
      return new SandboxServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sandbox cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "sandbox-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
