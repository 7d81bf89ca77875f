package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * Where and how large the tasks run: on Fargate, unless capacity providers say otherwise.
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
            "CPU units, 1024 to a vCPU. On Fargate a size that it knows, together with memory; on"
                + " instances any.")
        @Min(128)
        @Max(196608)
        Integer cpu,
    @JsonPropertyDescription(
            "Memory in MiB. On Fargate a size that it knows for the given cpu; on instances any.")
        @Min(128)
        @Max(3145728)
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
        Optional<AutoscalingSpec> autoscaling,
    @JsonPropertyDescription(
            "What the tasks run on, by shares; plain Fargate without any. FARGATE and FARGATE_SPOT"
                + " may be mixed, those of instances may be mixed, but not the one with the other.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<CapacityProviderSpec> capacityProviders,
    @JsonPropertyDescription(
            "GiB of disk that each task on Fargate has to itself; the 20 that come for nothing"
                + " without it.")
        Optional<@Min(21) @Max(200) Integer> ephemeralStorageGiB,
    @JsonPropertyDescription(
            "The cluster's Container Insights, where the operator makes the cluster; left as they"
                + " are without it.")
        Optional<ContainerInsights> containerInsights,
    @JsonPropertyDescription(
            "ECS Exec: whether who may call ecs:ExecuteCommand gets a shell in the tasks; false"
                + " without it. Needs a task role (iam.taskRoleName or iam.taskRoleArn).")
        Optional<Boolean> enableExecuteCommand) {
  public static final String LATEST = "LATEST";
  public static final String DEFAULT_CLUSTER = "purple-mcp-cluster";

  public enum Architecture {
    ARM64,
    X86_64
  }

  /** As ECS spells them. */
  public enum ContainerInsights {
    disabled,
    enabled,
    enhanced
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
    platformVersion = platformVersion == null ? LATEST : platformVersion;
    autoscaling = autoscaling == null ? Optional.empty() : autoscaling;
    capacityProviders = capacityProviders == null ? List.of() : List.copyOf(capacityProviders);
    ephemeralStorageGiB = ephemeralStorageGiB == null ? Optional.empty() : ephemeralStorageGiB;
    containerInsights = containerInsights == null ? Optional.empty() : containerInsights;
    enableExecuteCommand = enableExecuteCommand == null ? Optional.empty() : enableExecuteCommand;
  }

  /** Whether AWS gives the tasks their machines, instead of instances of the account. */
  public boolean onFargate() {
    return capacityProviders.stream().allMatch(CapacityProviderSpec::ofFargate);
  }

  /** Whether ECS Exec is wanted. */
  public boolean execs() {
    return enableExecuteCommand.orElse(false);
  }

  /** How many tasks a new service begins with. */
  public int initialCount() {
    return autoscaling.map(AutoscalingSpec::min).orElse(replicas);
  }
}
