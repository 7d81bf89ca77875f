package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;

/**
 * The ECS service that is scaled. What scales it has no name of its own in AWS and belongs to whom
 * the service belongs.
 *
 * @param cluster the cluster's name; Application Auto Scaling takes no ARNs
 */
record ScaledService(String cluster, String service) {
  static ScaledService of(PurpleMcpDeployment deployment) {
    return new ScaledService(deployment.names().cluster(), deployment.names().service());
  }

  static ScaledService of(ServiceReadings.Key key) {
    return new ScaledService(key.cluster(), key.service());
  }

  /** As Application Auto Scaling names it. */
  String resourceId() {
    return "service/" + this;
  }

  /** Whether the deployment's service is ours, or will be once it has been made. */
  static boolean ours(PurpleMcpDeployment deployment, View view) {
    return view.reference(Reference.SERVICE_ARN).isPresent()
        || view.observed(ServiceReadings.class).of(deployment).absent();
  }

  @Override
  public String toString() {
    return cluster + "/" + service;
  }
}
