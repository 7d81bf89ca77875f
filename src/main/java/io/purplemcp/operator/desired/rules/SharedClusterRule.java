package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deployments that share a cluster agree on its Container Insights, if they say anything. */
public final class SharedClusterRule implements FleetRule {
  private static final String INSIGHTS = "/spec/compute/containerInsights";

  private record Wish(TargetScope scope, String cluster, ComputeSpec.ContainerInsights insights) {
    boolean contradicts(Wish other) {
      return cluster.equals(other.cluster)
          && insights != other.insights
          && scope.mayBeSameAs(other.scope);
    }
  }

  @Override
  public void check(List<Candidate> candidates) {
    Map<Wish, PurpleMcpDeployment> earlier = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      PurpleMcpDeployment deployment = candidate.deployment();
      deployment
          .spec()
          .compute()
          .containerInsights()
          .ifPresent(
              insights -> {
                var wish =
                    new Wish(TargetScope.of(deployment), deployment.names().cluster(), insights);
                earlier.entrySet().stream()
                    .filter(other -> wish.contradicts(other.getKey()))
                    .findFirst()
                    .ifPresent(
                        other -> candidate.verdict().reject(INSIGHTS, message(other.getValue())));
                earlier.putIfAbsent(wish, deployment);
              });
    }
  }

  private static String message(PurpleMcpDeployment other) {
    return "the cluster "
        + other.names().cluster()
        + " is shared with the deployment "
        + other.name()
        + " ("
        + other.source()
        + "), which says "
        + other.spec().compute().containerInsights().orElseThrow()
        + "; agree, or give another cluster";
  }
}
