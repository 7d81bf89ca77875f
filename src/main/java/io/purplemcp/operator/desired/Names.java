package io.purplemcp.operator.desired;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names of a deployment's AWS resources: deterministic, so that a restart finds them again. */
public record Names(PurpleMcpDeployment deployment) {
  /** The container's name in the vendor's guide. */
  public static final String CONTAINER = "purple-mcp";

  /** What ELB takes as the longest name of a target group. */
  private static final int LONGEST_TARGET_GROUP_NAME = 32;

  private static final int HASH_DIGITS = 6;

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
    return Balancer.of(deployment).map(Balancer::name).orElse(deployment.name());
  }

  /**
   * The declared name, or one that carries a hash of all that cannot be changed in place: a target
   * group with another port is another group, and both can exist while the listener is repointed. A
   * group belongs to one load balancer, so a gateway is part of it.
   */
  public String targetGroup() {
    return deployment
        .spec()
        .targetGroup()
        .flatMap(TargetGroupSpec::name)
        .orElseGet(this::derivedTargetGroup);
  }

  private String derivedTargetGroup() {
    Spec spec = deployment.spec();
    String immutable =
        String.join(
            "/",
            deployment.name(),
            "HTTP",
            spec.server().port().toString(),
            spec.network().vpcId(),
            "ip");
    // Only one load balancer can forward to a group, so that another one needs another group.
    if (!loadBalancer().equals(deployment.name())) {
      immutable = immutable + "/" + loadBalancer();
    }
    if (spec.gateway().isPresent()) {
      immutable = immutable + "/gateway/" + spec.gateway().get().name();
    }
    int room = LONGEST_TARGET_GROUP_NAME - HASH_DIGITS - 1;
    String name = deployment.name();
    String start = name.length() <= room ? name : name.substring(0, room);
    return start + "-" + sha256(immutable).substring(0, HASH_DIGITS);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public String logGroup() {
    return deployment.spec().logs().group();
  }
}
