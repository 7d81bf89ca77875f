package io.purplemcp.operator.sandbox.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/**
 * A service.
 *
 * @param model as it is described, without what follows from its tasks and deployments
 * @param cluster its cluster's name
 * @param origin the request that created it, for telling a repeated call from a second one
 * @param rollouts its deployments, the primary one first
 * @param events newest first
 * @param tasks ARNs of its tasks, of stopped ones as long as they are visible
 * @param good the last deployment that completed, to which a failing one is rolled back
 * @param schedule when to look at it again
 */
public record ServiceRow(
    Service model,
    String cluster,
    Origin origin,
    List<Rollout> rollouts,
    List<ServiceEvent> events,
    List<String> tasks,
    Optional<Rollout> good,
    Schedule schedule) {

  public ServiceRow {
    rollouts = List.copyOf(rollouts);
    events = List.copyOf(events);
    tasks = List.copyOf(tasks);
  }

  /**
   * @param token the client token, if one was sent
   * @param fingerprint of what was asked for
   */
  public record Origin(Optional<String> token, String fingerprint) {}

  /**
   * @param wake when the scheduler has something to do or to look at
   * @param changed when something last happened
   * @param startsFrom no task is started before; later than now after failures
   * @param steadySince when it last said that it is steady; empty where it is not
   */
  public record Schedule(
      Instant wake, Instant changed, Instant startsFrom, Optional<Instant> steadySince) {
    static Schedule from(Instant now) {
      return new Schedule(now, now, now, Optional.empty());
    }

    Schedule wakeAt(Instant moment) {
      return new Schedule(moment, changed, startsFrom, steadySince);
    }

    Schedule changedAt(Instant moment) {
      return new Schedule(wake, moment, startsFrom, steadySince);
    }

    Schedule startsFrom(Instant moment) {
      return new Schedule(wake, changed, moment, steadySince);
    }

    Schedule steady(Optional<Instant> since) {
      return new Schedule(wake, changed, startsFrom, since);
    }
  }

  static String key(String cluster, String name) {
    return cluster + '/' + name;
  }

  String key() {
    return key(cluster, name());
  }

  String name() {
    return model.serviceName();
  }

  String status() {
    return model.status();
  }

  ServiceRow with(Service changed) {
    return new ServiceRow(changed, cluster, origin, rollouts, events, tasks, good, schedule);
  }

  ServiceRow with(List<Rollout> changed) {
    return new ServiceRow(model, cluster, origin, changed, events, tasks, good, schedule);
  }

  ServiceRow withTasks(List<String> arns) {
    return new ServiceRow(model, cluster, origin, rollouts, events, arns, good, schedule);
  }

  ServiceRow withEvents(List<ServiceEvent> changed) {
    return new ServiceRow(model, cluster, origin, rollouts, changed, tasks, good, schedule);
  }

  ServiceRow withGood(Rollout completed) {
    return new ServiceRow(
        model, cluster, origin, rollouts, events, tasks, Optional.of(completed), schedule);
  }

  /** To be looked at now: something about it was changed by a call. */
  ServiceRow touched(Instant now) {
    return scheduled(new Schedule(now, now, schedule.startsFrom(), Optional.empty()));
  }

  ServiceRow scheduled(Schedule other) {
    return new ServiceRow(model, cluster, origin, rollouts, events, tasks, good, other);
  }
}
