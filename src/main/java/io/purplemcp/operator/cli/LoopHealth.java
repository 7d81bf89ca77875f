package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.StatusBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The probes under {@code /q/health}. */
@ApplicationScoped
public class LoopHealth {
  /**
   * A pass over the largest fleets takes minutes at AWS's request rates; a stalled one, for ever.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** The loop turns: a restart would not help when this is up. */
  @Produces
  @Liveness
  HealthCheck live(ControlLoop loop) {
    return () -> HealthCheckResponse.named("control-loop").status(loop.alive(PATIENCE)).build();
  }

  /** Every declared deployment has been looked at. */
  @Produces
  @Readiness
  HealthCheck ready(DesiredSource source, StatusBoard board) {
    return () -> {
      List<DeploymentStatus> statuses = board.all();
      long seen = statuses.stream().filter(status -> status.lastLook().isPresent()).count();
      return HealthCheckResponse.named("deployments-observed")
          .status(source.accepted() && seen >= source.deployments())
          .withData("declared", source.deployments())
          .withData("observed", seen)
          .build();
    };
  }

  /** A desired state is in force. */
  @Produces
  @Startup
  HealthCheck started(DesiredSource source) {
    return () ->
        HealthCheckResponse.named("desired-state-loaded").status(source.accepted()).build();
  }
}
