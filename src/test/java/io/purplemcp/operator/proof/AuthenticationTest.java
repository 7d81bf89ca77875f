package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** The load balancer verifies tokens, and whoever opens it is told of as a matter of security. */
class AuthenticationTest {
  private static final String OPEN = Authentication.OPEN;
  private static final String WITH_JWT = Authentication.WITH_JWT;

  private static World world;

  @BeforeAll
  static void converge() {
    world = World.converged(WITH_JWT).passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Mutation> mutations() {
    return Authentication.ofTokensThatTheLoadBalancerVerifies();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void a_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "acme");
  }

  @Test
  void tokens_are_verified_before_anything_is_forwarded() {
    assertThat(new Handmade(world.person(), "acme").listener(443).defaultActions())
        .extracting(action -> action.type())
        .containsExactly(ActionTypeEnum.JWT_VALIDATION, ActionTypeEnum.FORWARD);
    assertThat(new Handmade(world.person(), "acme").listener(80).defaultActions())
        .extracting(action -> action.type())
        .containsExactly(ActionTypeEnum.REDIRECT);
  }

  @Test
  void verification_comes_and_goes_with_the_spec_and_is_no_drift() {
    try (World other = World.converged(OPEN).passes(1).forget()) {
      other.desire(WITH_JWT).converge();
      assertThat(new Handmade(other.person(), "acme").listener(443).defaultActions()).hasSize(2);
      other.desire(OPEN).converge();
      assertThat(new Handmade(other.person(), "acme").listener(443).defaultActions()).hasSize(1);
      assertThat(other.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void an_opened_deployment_is_an_error_in_the_log_and_any_other_drift_a_warning() {
    Event.Builder drift = Event.of(EventType.DRIFT_DETECTED);
    assertThat(drift.with(Event.SEVERITY, Event.NORMAL).build().level())
        .isEqualTo(EventType.Level.WARN);
    assertThat(drift.with(Event.SEVERITY, Event.SECURITY).build().level())
        .isEqualTo(EventType.Level.ERROR);
  }
}
