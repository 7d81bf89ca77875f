package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * Where and how large the tasks run.
 *
 * @param cluster the cluster's name; made by the operator, shared by all deployments that name it
 * @param clusterArn a cluster that is managed elsewhere, instead of {@code cluster}
 * @param service the service's name; the deployment's own by default
 * @param family the task definition's family; the deployment's own name by default
 * @param cpu CPU units, 1024 to a vCPU
 * @param memory MiB
 * @param architecture the image's processor architecture
 * @param replicas how many tasks
 * @param platformVersion the Fargate platform version
 */
public record ComputeSpec(
    String cluster,
    Optional<String> clusterArn,
    Optional<String> service,
    Optional<String> family,
    Integer cpu,
    Integer memory,
    Architecture architecture,
    Integer replicas,
    String platformVersion) {
  public static final String DEFAULT_CLUSTER = "purple-mcp-cluster";

  public enum Architecture {
    ARM64,
    X86_64
  }

  public ComputeSpec {
    cluster = cluster == null ? DEFAULT_CLUSTER : cluster;
    clusterArn = clusterArn == null ? Optional.empty() : clusterArn;
    service = service == null ? Optional.empty() : service;
    family = family == null ? Optional.empty() : family;
    cpu = cpu == null ? Integer.valueOf(512) : cpu;
    memory = memory == null ? Integer.valueOf(1024) : memory;
    architecture = architecture == null ? Architecture.ARM64 : architecture;
    replicas = replicas == null ? Integer.valueOf(1) : replicas;
    platformVersion = platformVersion == null ? "LATEST" : platformVersion;
  }
}
