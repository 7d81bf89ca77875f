package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The desired state of one deployment of the server. What is absent has its default: the vendor's
 * guide and pre-launch checklist.
 */
public record Spec(
    @JsonPropertyDescription("The account and region the deployment lives in.") @NotNull
        TargetSpec target,
    @JsonPropertyDescription("The container image: [registry/]repository[:tag][@sha256:digest].")
        @Size(max = 512)
        @Pattern(
            regexp = Patterns.IMAGE,
            message = "an image reference: [registry/]repository[:tag][@sha256:digest]")
        String image,
    @JsonPropertyDescription("What becomes of running tasks when the image's tag moves.")
        ImagePolicySpec imagePolicy,
    @JsonPropertyDescription("The secret with the console's token and base URL.") @NotNull
        ConsoleSpec console,
    @JsonPropertyDescription("The Purple MCP server's own settings.") ServerSpec server,
    @JsonPropertyDescription("Where and how large the tasks run, on Fargate.") ComputeSpec compute,
    @JsonPropertyDescription("How a new task definition replaces the old one.")
        DeploymentSpec deployment,
    @JsonPropertyDescription("The tasks' network.") @NotNull NetworkSpec network,
    @JsonPropertyDescription(
            "The Application Load Balancer in front of the tasks; without it the guide's plain"
                + " service.")
        Optional<LoadBalancerSpec> loadBalancer,
    @JsonPropertyDescription(
            "A load balancer that is shared with other deployments, instead of loadBalancer.")
        Optional<AttachmentSpec> gateway,
    @JsonPropertyDescription("The roles of ECS and of the server.") IamSpec iam,
    @JsonPropertyDescription("The tasks' log group.") LogsSpec logs,
    @JsonPropertyDescription("How it is made sure that clients are served.")
        VerificationSpec verification,
    @JsonPropertyDescription("What the operator may do.") PolicySpec policy) {
  /** The vendor's image, from the AWS Marketplace registry in us-east-1. */
  public static final String DEFAULT_IMAGE =
      "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest";

  public Spec {
    image = image == null ? DEFAULT_IMAGE : image;
    imagePolicy = imagePolicy == null ? ImagePolicySpec.DEFAULT : imagePolicy;
    server = server == null ? new ServerSpec(null, null) : server;
    compute =
        compute == null
            ? new ComputeSpec(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null)
            : compute;
    deployment =
        deployment == null ? new DeploymentSpec(null, null, null, null, null, null) : deployment;
    loadBalancer = loadBalancer == null ? Optional.empty() : loadBalancer;
    gateway = gateway == null ? Optional.empty() : gateway;
    iam = iam == null ? IamSpec.DEFAULT : iam;
    logs = logs == null ? LogsSpec.DEFAULT : logs;
    verification = verification == null ? VerificationSpec.DEFAULT : verification;
    policy = policy == null ? PolicySpec.DEFAULT : policy;
  }

  /** The target group that the tasks register with; empty for the guide's plain service. */
  public Optional<TargetGroupSpec> targetGroup() {
    return loadBalancer
        .map(LoadBalancerSpec::targetGroup)
        .or(() -> gateway.map(AttachmentSpec::targetGroup));
  }

  /** Whether the tasks stand behind a load balancer, their own or a shared one. */
  public boolean balanced() {
    return targetGroup().isPresent();
  }
}
