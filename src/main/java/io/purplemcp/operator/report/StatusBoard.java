package io.purplemcp.operator.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest status of every deployment, for whoever asks over HTTP or on the command line. */
public final class StatusBoard {
  private final ConcurrentSkipListMap<String, DeploymentStatus> statuses =
      new ConcurrentSkipListMap<>();

  public void publish(DeploymentStatus status) {
    statuses.put(status.name(), status);
  }

  /** Forgets the deployments that are not among these. */
  public void keep(Set<String> names) {
    statuses.keySet().retainAll(names);
  }

  public void forget(String name) {
    statuses.remove(name);
  }

  public Optional<DeploymentStatus> find(String name) {
    return Optional.ofNullable(statuses.get(name));
  }

  public List<DeploymentStatus> all() {
    return List.copyOf(statuses.values());
  }
}
