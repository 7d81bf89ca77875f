package io.purplemcp.operator.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.purplemcp.operator.resource.mcp.BackgroundProber;
import io.purplemcp.operator.resource.mcp.McpProbe;
import io.purplemcp.operator.resource.mcp.Probe;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.resource.mcp.Trust;
import io.purplemcp.operator.sandbox.Sandbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the operator a client of its deployments. */
@ApplicationScoped
public class Probing {
  /** How many sessions are had at once. One takes well under a second, or its time-out. */
  private static final int SESSIONS = 4;

  /** The threads on which sessions are had. */
  record ProbeThreads(ExecutorService executor) {}

  @Produces
  @Singleton
  ProbeThreads threads() {
    return new ProbeThreads(
        Executors.newFixedThreadPool(
            SESSIONS,
            task -> {
              Thread thread = new Thread(task, "purple-probe");
              thread.setDaemon(true);
              return thread;
            }));
  }

  void close(@Disposes ProbeThreads threads) {
    threads.executor().shutdownNow();
  }

  @Produces
  @Singleton
  Prober prober(
      PurpleSettings settings,
      EmbeddedAws embedded,
      InstantSource clock,
      MeterRegistry registry,
      ProbeThreads threads) {
    if (settings.mode() == Application.Mode.PLAN) {
      return Prober.NONE;
    }
    Probe probe =
        embedded
            .sandbox()
            .map(sandbox -> ofSandbox(sandbox, clock))
            .orElseGet(
                () ->
                    new McpProbe(
                        EnvironmentProxy.of(System.getenv()),
                        trust(settings),
                        clock,
                        Version.number()));
    return new BackgroundProber(
        probe, threads.executor(), clock, new SecureRandom(), new ProbeMetrics(registry, clock));
  }

  /** By way of its proxy, believing its authority: no other client's settings matter. */
  private static Probe ofSandbox(Sandbox sandbox, InstantSource clock) {
    URI proxy = sandbox.dataPlane().proxy();
    String authority = sandbox.dataPlane().authority();
    return new McpProbe(
        ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())),
        new Trust(
            certificates(
                new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)),
                "the sandbox's authority")),
        clock,
        Version.number());
  }

  private static Trust trust(PurpleSettings settings) {
    return settings
        .probe()
        .trustedCertificates()
        .map(Probing::certificates)
        .map(Trust::new)
        .orElse(Trust.PLATFORM);
  }

  private static List<X509Certificate> certificates(Path file) {
    try (InputStream text = Files.newInputStream(file)) {
      return certificates(text, file.toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "purple.probe.trusted-certificates: " + file + " cannot be read", unreadable);
    }
  }

  private static List<X509Certificate> certificates(InputStream text, String source) {
    try {
      return CertificateFactory.getInstance("X.509").generateCertificates(text).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException broken) {
      throw new IllegalArgumentException(source + " holds no certificates in PEM form", broken);
    }
  }
}
