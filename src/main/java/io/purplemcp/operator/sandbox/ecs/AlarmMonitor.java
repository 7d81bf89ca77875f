package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.cloudwatch.Alarms;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/** Ends a deployment during which one of the service's alarms goes off. */
final class AlarmMonitor {
  private final ServiceTurn turn;

  AlarmMonitor(ServiceTurn turn) {
    this.turn = turn;
  }

  /** What a new deployment shows of it. One that begins amid an alarm is not watched at all. */
  static ServiceDeploymentAlarms begin(Context context, Service service) {
    DeploymentAlarms alarms = service.deploymentConfiguration().alarms();
    boolean watches =
        Boolean.TRUE.equals(alarms.enable())
            && new Alarms(context).inAlarm(alarms.alarmNames()).isEmpty();
    return ServiceDeploymentAlarms.builder()
        .alarmNames(alarms.alarmNames())
        .triggeredAlarmNames(List.of())
        .status(
            watches
                ? ServiceDeploymentRollbackMonitorsStatus.MONITORING
                : ServiceDeploymentRollbackMonitorsStatus.DISABLED)
        .build();
  }

  /** The same once the deployment is complete. */
  static ServiceDeploymentAlarms complete(ServiceDeploymentAlarms shown) {
    return isWatched(shown)
        ? shown.toBuilder()
            .status(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE)
            .build()
        : shown;
  }

  private static boolean isWatched(ServiceDeploymentAlarms shown) {
    return shown != null && shown.status() == ServiceDeploymentRollbackMonitorsStatus.MONITORING;
  }

  void judge() {
    Rollout primary = turn.primary();
    if (primary.inProgress()) {
      new Deployments(turn.context())
          .of(primary)
          .map(deployment -> deployment.alarms())
          .filter(AlarmMonitor::isWatched)
          .ifPresent(this::judge);
    }
  }

  private void judge(ServiceDeploymentAlarms shown) {
    List<String> triggered = new Alarms(turn.context()).inAlarm(shown.alarmNames());
    if (triggered.isEmpty()) {
      return;
    }
    new GivenUp(
            EventText.ALARM_DETECTED,
            EventText.failed(EventText.ALARM_DETECTED),
            Boolean.TRUE.equals(turn.model().deploymentConfiguration().alarms().rollback()),
            deployment ->
                deployment.alarms(
                    shown.toBuilder()
                        .triggeredAlarmNames(triggered)
                        .status(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED)
                        .build()))
        .end(turn);
  }
}
