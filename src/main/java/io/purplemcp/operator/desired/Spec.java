package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * The desired state of one deployment of the server. What is absent has its default: the vendor's
 * guide and pre-launch checklist.
 */
public record Spec(
    TargetSpec target,
    String image,
    ConsoleSpec console,
    ServerSpec server,
    ComputeSpec compute,
    DeploymentSpec deployment,
    NetworkSpec network,
    Optional<LoadBalancerSpec> loadBalancer,
    IamSpec iam,
    LogsSpec logs,
    PolicySpec policy) {
  /** The vendor's image, from the AWS Marketplace registry in us-east-1. */
  public static final String DEFAULT_IMAGE =
      "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest";

  public Spec {
    image = image == null ? DEFAULT_IMAGE : image;
    server = server == null ? new ServerSpec(null, null) : server;
    compute =
        compute == null
            ? new ComputeSpec(null, null, null, null, null, null, null, null, null)
            : compute;
    deployment = deployment == null ? new DeploymentSpec(null, null, null, null) : deployment;
    loadBalancer = loadBalancer == null ? Optional.empty() : loadBalancer;
    iam = iam == null ? IamSpec.DEFAULT : iam;
    logs = logs == null ? LogsSpec.DEFAULT : logs;
    policy = policy == null ? PolicySpec.DEFAULT : policy;
  }
}
