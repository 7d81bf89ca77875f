package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * Where and how large the tasks run, on Fargate.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record ComputeSpec(
    @JsonPropertyDescription(
            "The cluster's name; made by the operator, shared by all deployments that name it. Not"
                + " together with clusterArn.")
        @Pattern(regexp = Patterns.ECS_NAME, message = Patterns.ECS_NAME_TEXT)
        String cluster,
    @JsonPropertyDescription("A cluster that is managed elsewhere, instead of cluster.")
        Optional<
                @Pattern(
                    regexp = Patterns.CLUSTER_ARN,
                    message =
                        "a cluster's ARN, such as"
                            + " arn:aws:ecs:us-east-1:111122223333:cluster/shared")
                String>
            clusterArn,
    @JsonPropertyDescription("The ECS service's name; the deployment's own by default.")
        Optional<@Pattern(regexp = Patterns.ECS_NAME, message = Patterns.ECS_NAME_TEXT) String>
            service,
    @JsonPropertyDescription("The task definition's family; the deployment's own name by default.")
        Optional<@Pattern(regexp = Patterns.ECS_NAME, message = Patterns.ECS_NAME_TEXT) String>
            family,
    @JsonPropertyDescription(
            "CPU units, 1024 to a vCPU: a size that Fargate knows, together with memory.")
        @AllowedNumbers({256, 512, 1024, 2048, 4096, 8192, 16384})
        Integer cpu,
    @JsonPropertyDescription("Memory in MiB: a size that Fargate knows for the given cpu.")
        @Min(512)
        @Max(122880)
        Integer memory,
    @JsonPropertyDescription("The image's processor architecture.") Architecture architecture,
    @JsonPropertyDescription("How many tasks; 0 stops the server and keeps everything else.")
        @Min(0)
        @Max(5000)
        Integer replicas,
    @JsonPropertyDescription("The Fargate platform version.")
        @Pattern(
            regexp = "^(LATEST|[0-9]+\\.[0-9]+\\.[0-9]+)$",
            message = "LATEST or a version such as 1.4.0")
        String platformVersion,
    @JsonPropertyDescription(
            "Lets AWS choose the number of tasks within bounds, instead of replicas. What it"
                + " chooses is left alone.")
        Optional<AutoscalingSpec> autoscaling) {
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
    autoscaling = autoscaling == null ? Optional.empty() : autoscaling;
  }

  /** How many tasks a new service begins with. */
  public int initialCount() {
    return autoscaling.map(AutoscalingSpec::min).orElse(replicas);
  }
}
