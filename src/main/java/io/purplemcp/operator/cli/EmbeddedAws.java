package io.purplemcp.operator.cli;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The embedded AWS of this process, where one is asked for. */
@ApplicationScoped
public class EmbeddedAws {
  private static final Logger LOG = Logger.getLogger(EmbeddedAws.class);

  private final Optional<Sandbox> sandbox;

  EmbeddedAws(PurpleSettings settings) {
    sandbox =
        settings.sandbox().enabled() ? Optional.of(start(settings.sandbox())) : Optional.empty();
  }

  private static Sandbox start(PurpleSettings.Sandbox settings) {
    SandboxOptions options =
        SandboxOptions.defaults()
            .withPort(settings.port())
            .withSpeed(settings.speed())
            .withProxyPort(settings.proxyPort().orElseGet(() -> next(settings.port())))
            .withClientAddress(settings.clientAddress());
    SandboxOptions kept = settings.state().map(options::withStateDirectory).orElse(options);
    Sandbox started = Sandbox.start(settings.taskCommand().map(kept::withTaskCommand).orElse(kept));
    LOG.infof(
        "The embedded AWS serves at %s, its load balancers by way of the proxy %s",
        started.endpoint(), started.dataPlane().proxy());
    return started;
  }

  /** Where the one may be any that is free, so may the other. */
  private static int next(int port) {
    return port == 0 ? 0 : port + 1;
  }

  public Optional<Sandbox> sandbox() {
    return sandbox;
  }

  @PreDestroy
  void stop() {
    sandbox.ifPresent(Sandbox::close);
  }
}
