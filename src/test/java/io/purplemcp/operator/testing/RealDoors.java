package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.TargetSessions;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Opens targets with the clients that the process itself uses. */
public final class RealDoors {
  private RealDoors() {}

  /** With the operator's own key. */
  public static Function<URI, Sessions> open() {
    return withKey(World.OPERATOR_KEY);
  }

  /**
   * @param accessKey a key of twelve digits belongs to the account of that number
   */
  public static Function<URI, Sessions> withKey(String accessKey) {
    return endpoint -> with(AwsSettings.emulator(endpoint, accessKey, "secret").withMaxAttempts(1));
  }

  public static Sessions with(AwsSettings settings) {
    return new TargetSessions(
        new ClientFactory(settings, Optional.empty(), Clock.systemUTC(), call -> {}),
        new CallerIdentity());
  }
}
