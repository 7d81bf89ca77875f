package io.purplemcp.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.Journal;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.testing.VirtualClock;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** X24: targets side by side, in virtual time. */
final class ControlLoopTest {
  private static final int ROUNDS = 20;

  private final VirtualClock clock = new VirtualClock();
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final List<String> passed = new ArrayList<>();
  private final ControlLoop loop = new ControlLoop(engine(), started::add);

  /** Targets that nobody can look at; when the loop tries is all that matters here. */
  private Engine engine() {
    Journal journal =
        new Journal() {
          @Override
          public void tell(Event event) {}

          @Override
          public void passed(String target, Duration took, boolean succeeded) {
            passed.add(target);
          }
        };
    return new Engine(
        List.of(),
        new EmptyTargets(),
        journal,
        new StatusBoard(),
        clock,
        new Random(3),
        EngineSettings.DEFAULT,
        SpecHash::of,
        Engine.Parallel.NONE);
  }

  private static String site(int account) {
    return Yaml.minimal("site-" + account)
        .replace(
            "{region: us-east-1}",
            "{region: us-east-1, roleArn: \"arn:aws:iam::%012d:role/purple\"}".formatted(account));
  }

  private void accept(int targets) {
    StringBuilder yaml = new StringBuilder();
    for (int account = 1; account <= targets; account++) {
      yaml.append(account == 1 ? "" : "---\n").append(site(account));
    }
    loop.accept(Yaml.deployments(yaml.toString()));
  }

  @Test
  void X24_a_pass_that_never_ends_is_not_started_twice_and_delays_no_other() {
    accept(2);
    loop.tick();
    assertThat(started).hasSize(2);
    started.poll();

    for (int round = 0; round < ROUNDS; round++) {
      while (!started.isEmpty()) {
        started.poll().run();
      }
      clock.advance(Duration.ofMinutes(2));
      loop.tick();
      assertThat(started).hasSize(1);
    }
    assertThat(passed).hasSize(ROUNDS).containsOnly(passed.get(0));
    assertThat(loop.busy()).isTrue();
  }

  @Test
  void X24_dozens_of_targets_do_not_fall_into_step() {
    accept(40);
    loop.tick();
    while (!started.isEmpty()) {
      started.poll().run();
    }
    int most = 0;
    for (int second = 0; second < 75; second++) {
      clock.advance(Duration.ofSeconds(1));
      loop.tick();
      most = Math.max(most, started.size());
      while (!started.isEmpty()) {
        started.poll().run();
      }
    }

    assertThat(passed).hasSizeGreaterThanOrEqualTo(80);
    assertThat(most).as("passes that began within one second").isLessThanOrEqualTo(12);
  }

  @Test
  void two_roles_of_one_account_are_two_targets() {
    String other = site(1).replace("role/purple", "role/purple\", externalId: \"other");
    loop.accept(
        Yaml.deployments(site(1) + "---\n" + other.replace("name: site-1", "name: site-2")));
    loop.tick();

    assertThat(started).hasSize(2);
  }
}
