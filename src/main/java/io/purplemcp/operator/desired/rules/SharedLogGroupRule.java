package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.LogsSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deployments that share a log group agree on its retention. */
public final class SharedLogGroupRule implements FleetRule {
  private static final String RETENTION = "/spec/logs/retentionDays";

  private record Wish(TargetScope scope, String group, int retentionDays) {
    static Wish of(PurpleMcpDeployment deployment) {
      LogsSpec logs = deployment.spec().logs();
      return new Wish(TargetScope.of(deployment), logs.group(), logs.retentionDays());
    }

    boolean contradicts(Wish other) {
      return group.equals(other.group)
          && retentionDays != other.retentionDays
          && scope.mayBeSameAs(other.scope);
    }
  }

  @Override
  public void check(List<Candidate> candidates) {
    Map<Wish, PurpleMcpDeployment> earlier = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      Wish wish = Wish.of(candidate.deployment());
      earlier.entrySet().stream()
          .filter(other -> wish.contradicts(other.getKey()))
          .findFirst()
          .ifPresent(other -> candidate.verdict().reject(RETENTION, message(other.getValue())));
      earlier.putIfAbsent(wish, candidate.deployment());
    }
  }

  private static String message(PurpleMcpDeployment other) {
    LogsSpec logs = other.spec().logs();
    return "the log group "
        + logs.group()
        + " is shared with the deployment "
        + other.name()
        + " ("
        + other.source()
        + "), which keeps it for "
        + logs.retentionDays()
        + " days; agree, or give another group";
  }
}
