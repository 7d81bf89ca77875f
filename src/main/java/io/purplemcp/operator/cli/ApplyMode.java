package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Converges once and stops. */
@ApplicationScoped
public class ApplyMode {
  private static final Duration BEAT = Duration.ofMillis(250);

  private final PurpleSettings settings;
  private final DesiredSource source;
  private final ControlLoop loop;
  private final StatusBoard board;
  private final Terminal terminal;
  private final InstantSource clock;

  ApplyMode(
      PurpleSettings settings,
      DesiredSource source,
      ControlLoop loop,
      StatusBoard board,
      Terminal terminal,
      InstantSource clock) {
    this.settings = settings;
    this.source = source;
    this.loop = loop;
    this.board = board;
    this.terminal = terminal;
    this.clock = clock;
  }

  int run() {
    if (!source.load()) {
      return 1;
    }
    CountDownLatch settled = new CountDownLatch(1);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      timer.scheduleWithFixedDelay(
          () -> {
            // Asked first: a tick may begin another look at what has settled.
            if (settled()) {
              settled.countDown();
            } else {
              loop.tick();
            }
          },
          0,
          BEAT.toMillis(),
          TimeUnit.MILLISECONDS);
      if (!settled.await(settings.apply().timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        terminal.error(
            "not ready after " + words(settings.apply().timeout()) + "; what is known so far:");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdownNow();
      loop.stop();
    }
    terminal.print(StatusTable.of(board.all(), clock.instant(), terminal.ansi()));
    boolean ready = board.all().stream().allMatch(status -> status.is(Condition.READY));
    board.all().stream()
        .filter(status -> status.is(Condition.READY))
        .forEach(
            status ->
                status
                    .endpoint()
                    .ifPresent(url -> terminal.print(status.name() + " serves at " + url + "\n")));
    return ready && board.all().size() >= source.deployments() ? 0 : 1;
  }

  /** As people write it on the command line: {@code 20m}, {@code 1m30s}. */
  private static String words(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more is to be expected without a person. */
  private boolean settled() {
    List<DeploymentStatus> statuses = board.all();
    return statuses.size() >= source.deployments()
        && !loop.busy()
        && statuses.stream().allMatch(ApplyMode::settled);
  }

  static boolean settled(DeploymentStatus status) {
    if (status.is(Condition.PROGRESSING)) {
      return false;
    }
    return status.is(Condition.READY)
        || status.condition(Condition.DEGRADED).filter(ApplyMode::isFinal).isPresent();
  }

  /** While tasks fail, ECS goes on trying, and ends it by itself: they run, or it gives up. */
  private static boolean isFinal(Condition degraded) {
    return degraded.status() == Condition.Status.True
        && !degraded.reason().equals(Reason.TasksFailing.name());
  }
}
