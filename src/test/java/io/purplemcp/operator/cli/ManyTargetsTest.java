package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.Engine;
import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.Journal;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.ResourceKinds;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.SilentRegion;
import io.purplemcp.operator.testing.Yaml;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** X24, and the real threads and clients: what one target does not answer holds up no other. */
final class ManyTargetsTest {
  private static final String NEAR = "us-east-1";
  private static final String FAR = "eu-west-1";
  private static final long PATIENCE_SECONDS = 120;

  private record Passed(String target, boolean succeeded) {}

  private final BlockingQueue<Passed> passes = new LinkedBlockingQueue<>();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
  private final SilentRegion between = SilentRegion.before(sandbox.endpoint(), FAR);
  private final StatusBoard board = new StatusBoard();
  private final Workers workers = new Workers(2);

  @AfterEach
  void stop() {
    between.close();
    workers.close();
    sandbox.close();
  }

  private ControlLoop loop(Duration timeout) {
    Sessions sessions =
        RealDoors.with(
            new AwsSettings(
                Optional.of(between.endpoint()),
                Optional.of(AwsBasicCredentials.create("AKIAOPERATOR", "secret")),
                Optional.of(1),
                timeout,
                timeout));
    Journal journal =
        new Journal() {
          @Override
          public void tell(Event event) {}

          @Override
          public void passed(String target, Duration took, boolean succeeded) {
            passes.add(new Passed(target, succeeded));
          }
        };
    ControlLoop loop =
        new ControlLoop(
            new Engine(
                ResourceKinds.all(Prober.NONE),
                sessions,
                journal,
                board,
                Clock.systemUTC(),
                new Random(1),
                EngineSettings.DEFAULT,
                SpecHash::of,
                workers),
            workers.targets());
    loop.accept(Yaml.deployments(site("near", NEAR) + "---\n" + site("far", FAR)));
    return loop;
  }

  private static String site(String name, String region) {
    return Yaml.minimal(name).replace("region: us-east-1", "region: " + region)
        + "  policy: {paused: true}\n";
  }

  private Passed next() throws InterruptedException {
    return passes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void X24_a_target_that_never_answers_delays_no_other() throws InterruptedException {
    ControlLoop loop = loop(Duration.ofMinutes(10));

    loop.tick();
    assertThat(next()).isEqualTo(new Passed(NEAR, true));
    loop.accept(Yaml.deployments(site("near", NEAR) + "---\n" + site("far", FAR)));
    loop.tick();
    assertThat(next()).isEqualTo(new Passed(NEAR, true));

    assertThat(loop.busy()).isTrue();
    assertThat(board.find("far")).isEmpty();
  }

  @Test
  void a_call_that_is_not_answered_is_given_up_and_told() throws InterruptedException {
    ControlLoop loop = loop(Duration.ofSeconds(3));

    loop.tick();
    List<Passed> both = List.of(next(), next());

    assertThat(both).contains(new Passed(FAR, false));
    Condition ready =
        board.find("far").orElseThrow().conditions().stream()
            .filter(condition -> condition.type().equals(Condition.READY))
            .findFirst()
            .orElseThrow();
    assertThat(ready.status()).isEqualTo(Condition.Status.Unknown);
    assertThat(ready.reason()).isEqualTo("Unreachable");
  }

  @Test
  void deployments_of_one_target_take_no_other_targets_threads() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CompletableFuture<Void> one =
        CompletableFuture.runAsync(
            () -> workers.runAll(List.of(() -> hold(stuck), () -> hold(stuck), () -> hold(stuck))));

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> workers.runAll(List.of(() -> {})));

    other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(one).isNotDone();
    stuck.countDown();
    one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
