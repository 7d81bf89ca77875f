package io.purplemcp.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * X13: every moment at which dying can make a difference.
 *
 * <p>All that outlives the operator is in AWS. So what AWS holds is kept at each mutating call,
 * before it and between it and its answer, while an operator works undisturbed; and then a new
 * operator begins from each of these states.
 */
public final class Deaths implements ExecutionInterceptor {
  private static final Pattern READ = Pattern.compile("(Describe|List|Get|Lookup).*");

  private final World world;
  private final Pattern operations;
  private final List<Death> deaths = new ArrayList<>();
  private Optional<Instant> lastAnswer = Optional.empty();

  /** What comes after a death, and what must be true of it. */
  public interface NextLife {
    void live(World world) throws Exception;
  }

  /** The operator died at this moment of its work. */
  private record Death(String moment, World.Snapshot left) {}

  private Deaths(World world, Pattern operations) {
    this.world = world;
    this.operations = operations;
  }

  /** Watches the operator from here on. */
  public static Deaths of(World world) {
    return at(world, ".*");
  }

  /**
   * Watches for some calls: those of a kind whose surroundings have a crash test of their own.
   *
   * @param operations a regular expression of their names
   */
  public static Deaths at(World world, String operations) {
    Deaths deaths = new Deaths(world, Pattern.compile(operations));
    world.intercept(deaths);
    return deaths;
  }

  /** At how many moments it could have died. */
  public int count() {
    return deaths.size();
  }

  /** Lets a new operator go on from each of the moments. */
  public void each(NextLife next) {
    assertThat(deaths).as("moments at which the operator could die").isNotEmpty();
    world.intercept();
    for (Death death : deaths) {
      try {
        next.live(world.restore(death.left()));
      } catch (Exception | AssertionError wrong) {
        throw new AssertionError("after dying " + death.moment(), wrong);
      }
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    // Between an answer and a call at the same instant nothing happens in AWS.
    if (concerns(attributes) && !lastAnswer.equals(Optional.of(world.clock().instant()))) {
      died("before " + operation(attributes));
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (concerns(attributes)) {
      died("before the answer of " + operation(attributes));
      lastAnswer = Optional.of(world.clock().instant());
    }
  }

  private void died(String moment) {
    deaths.add(new Death(moment + ", the moment " + (deaths.size() + 1), world.snapshot()));
  }

  private boolean concerns(ExecutionAttributes attributes) {
    String operation = operation(attributes);
    return !READ.matcher(operation).matches() && operations.matcher(operation).matches();
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }
}
