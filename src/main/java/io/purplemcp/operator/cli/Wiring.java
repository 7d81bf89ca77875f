package io.purplemcp.operator.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.aws.CallListener;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.aws.RateLimits;
import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import io.purplemcp.operator.desired.loading.DesiredStateWatcher;
import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.reconcile.Engine;
import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.reconcile.PlanOnce;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.TargetSessions;
import io.purplemcp.operator.report.Journal;
import io.purplemcp.operator.report.LogJournal;
import io.purplemcp.operator.report.MetricsJournal;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.ResourceKinds;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.sandbox.Sandbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the application together. */
@ApplicationScoped
public class Wiring {
  /** The sandbox takes any key; this one names the operator in its record of calls. */
  private static final String SANDBOX_KEY = "purple-mcp-operator";

  /** What a person waits for; the others write a log. */
  private static final Set<Application.Mode> WATCHED =
      EnumSet.of(Application.Mode.APPLY, Application.Mode.DELETE);

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  StatusBoard board() {
    return new StatusBoard();
  }

  @Produces
  @Singleton
  Journal journal(
      MeterRegistry registry, StatusBoard board, PurpleSettings settings, ApplyJournal apply) {
    boolean watched = WATCHED.contains(settings.mode());
    Journal told = watched ? apply : new LogJournal();
    return Journal.all(List.of(told, new MetricsJournal(registry, board)));
  }

  @Produces
  @Singleton
  ClientFactory clients(
      PurpleSettings settings,
      EmbeddedAws embedded,
      InstantSource clock,
      MeterRegistry registry,
      SecretsManagerClient secretsManager) {
    CallListener counted = new CallMetrics(registry);
    Optional<URI> sandbox = embedded.sandbox().map(Sandbox::endpoint);
    if (sandbox.isPresent()) {
      return new ClientFactory(
          AwsSettings.emulator(sandbox.get(), SANDBOX_KEY, SANDBOX_KEY),
          Optional.empty(),
          clock,
          counted);
    }
    double share = settings.aws().ratePercent() / 100.0;
    return new ClientFactory(
        AwsSettings.DEFAULT,
        Optional.of(RateLimits.real(share)),
        clock,
        counted,
        Optional.of(secretsManager));
  }

  @Produces
  @Singleton
  Sessions sessions(ClientFactory factory) {
    return new TargetSessions(factory, new CallerIdentity());
  }

  void close(@Disposes Sessions sessions) {
    sessions.close();
  }

  @Produces
  @Singleton
  Workers workers(PurpleSettings settings) {
    return new Workers(settings.parallelism());
  }

  void close(@Disposes Workers workers) {
    workers.close();
  }

  @Produces
  @Singleton
  Engine engine(
      Sessions sessions,
      Journal journal,
      StatusBoard board,
      InstantSource clock,
      PurpleSettings settings,
      Prober prober,
      Workers workers) {
    return new Engine(
        ResourceKinds.all(prober),
        sessions,
        journal,
        board,
        clock,
        new SecureRandom(),
        engineSettings(settings),
        SpecHash::of,
        workers);
  }

  private static EngineSettings engineSettings(PurpleSettings settings) {
    return new EngineSettings(
        settings.resync(),
        settings.progress(),
        settings.parallelism(),
        settings.deletion().maxPercent(),
        EngineSettings.DEFAULT.deepLooks(),
        settings.cloudtrail().enabled());
  }

  @Produces
  @Singleton
  ControlLoop loop(Engine engine, Workers workers) {
    return new ControlLoop(engine, workers.targets());
  }

  @Produces
  @Singleton
  PlanOnce planOnce(Engine engine) {
    return new PlanOnce(engine);
  }

  @Produces
  @Singleton
  DesiredStateWatcher watcher(PurpleSettings settings) {
    return new DesiredStateWatcher(settings.desired().paths().orElse(List.of()));
  }

  void close(@Disposes DesiredStateWatcher watcher) throws IOException {
    watcher.close();
  }

  @Produces
  @Singleton
  DesiredSource source(
      PurpleSettings settings, DesiredStateWatcher watcher, ControlLoop loop, Journal journal) {
    var paths = settings.desired().paths().orElse(List.of());
    return new DesiredSource(
        paths,
        new DesiredStateLoader(),
        watcher::poll,
        loop,
        journal,
        settings.desired().allowEmpty());
  }
}
