package io.purplemcp.operator.desired;

/** The names of a deployment's AWS resources: deterministic, so that a restart finds them again. */
public record Names(PurpleMcpDeployment deployment) {
  /** The container's name in the vendor's guide. */
  public static final String CONTAINER = "purple-mcp";

  public String cluster() {
    ComputeSpec compute = deployment.spec().compute();
    return compute
        .clusterArn()
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .orElse(compute.cluster());
  }

  public String service() {
    return deployment.spec().compute().service().orElse(deployment.name());
  }

  public String family() {
    return deployment.spec().compute().family().orElse(deployment.name());
  }

  public String executionRole() {
    return deployment.spec().iam().executionRoleName().orElse("purple-mcp-" + deployment.name());
  }

  public String taskSecurityGroup() {
    return deployment.name() + "-tasks";
  }

  public String loadBalancerSecurityGroup() {
    return deployment.name() + "-alb";
  }

  public String loadBalancer() {
    return deployment
        .spec()
        .loadBalancer()
        .flatMap(LoadBalancerSpec::name)
        .orElse(deployment.name());
  }

  public String logGroup() {
    return deployment.spec().logs().group();
  }
}
