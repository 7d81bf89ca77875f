package io.purplemcp.operator.testing;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.DesiredState;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Desired state as people write it, loaded as the operator loads it. */
public final class Yaml {
  private static final Path EXAMPLES = Path.of("deploy", "examples");
  private static final Path QUICKSTART = Path.of("deploy", "quickstart");

  private Yaml() {}

  public static List<PurpleMcpDeployment> deployments(String yaml) {
    try {
      Path file = Files.createTempFile("desired", ".yaml");
      try {
        Files.writeString(file, yaml);
        return load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  public static List<PurpleMcpDeployment> load(Path path) {
    return state(path).deployments();
  }

  /** Deployments and gateways. */
  public static List<Declaration> declarations(Path path) {
    return state(path).declarations();
  }

  /** Deployments and gateways. */
  public static List<Declaration> declarations(String yaml) {
    try {
      Path file = Files.createTempFile("desired", ".yaml");
      try {
        Files.writeString(file, yaml);
        return declarations(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static DesiredState state(Path path) {
    LoadResult result = new DesiredStateLoader().load(List.of(path));
    if (result instanceof LoadResult.Rejected rejected) {
      throw new AssertionError(rejected.problems());
    }
    return ((LoadResult.Loaded) result).state();
  }

  public static List<PurpleMcpDeployment> quickstart() {
    return load(QUICKSTART);
  }

  /** Every file that the repository offers as an example, the quick start among them. */
  public static List<Path> examples() {
    try (Stream<Path> examples = Files.list(EXAMPLES);
        Stream<Path> quickstart = Files.list(QUICKSTART)) {
      return Stream.concat(quickstart, examples)
          .filter(path -> path.toString().endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A deployment with a load balancer in the sandbox's first account. */
  public static String withLoadBalancer(String name) {
    return """
    apiVersion: purplemcp.io/v1alpha1
    kind: PurpleMcpDeployment
    metadata:
      name: %s
      labels: {team: soc}
    spec:
      target: {region: us-east-1, accountId: "111122223333"}
      console: {secretName: purple-mcp/quickstart}
      network:
        vpcId: vpc-0a1b2c3d4e5f60001
        subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
        assignPublicIp: false
      loadBalancer:
        scheme: internal
        subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
        certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0001
        allowedCidrs: [10.0.0.0/8]
    """
        .formatted(name);
  }

  /** A gateway in the sandbox's first account. */
  public static String gateway(String name) {
    return """
    apiVersion: purplemcp.io/v1alpha1
    kind: PurpleMcpGateway
    metadata:
      name: %s
      labels: {team: soc}
    spec:
      target: {region: us-east-1, accountId: "111122223333"}
      vpcId: vpc-0a1b2c3d4e5f60001
      loadBalancer:
        scheme: internal
        subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
        certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0001
        allowedCidrs: [10.0.0.0/8]
    """
        .formatted(name);
  }

  /** A deployment behind a gateway, under its own name. */
  public static String attached(String name, String gateway) {
    return """
    apiVersion: purplemcp.io/v1alpha1
    kind: PurpleMcpDeployment
    metadata:
      name: %s
      labels: {team: soc}
    spec:
      target: {region: us-east-1, accountId: "111122223333"}
      console: {secretName: purple-mcp/quickstart}
      network:
        vpcId: vpc-0a1b2c3d4e5f60001
        subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
        assignPublicIp: false
      gateway: {name: %s, hostName: %s.purple-mcp.example.com}
    """
        .formatted(name, gateway, name);
  }

  /** The deployment with a load balancer, its tasks between one and four. */
  public static String autoscaled(String name) {
    return withLoadBalancer(name)
        + """
          compute:
            autoscaling: {min: 1, max: 4, cpuPercent: 60, memoryPercent: 75, requestsPerTarget: 600}
        """;
  }

  /** A mix of Fargate and Fargate Spot, with all that can be said of compute and rollouts. */
  public static String spot(String name) {
    return withLoadBalancer(name)
        + """
          compute:
            replicas: 2
            capacityProviders: [{name: FARGATE, base: 1}, {name: FARGATE_SPOT, weight: 3}]
            ephemeralStorageGiB: 50
            containerInsights: enabled
            enableExecuteCommand: true
          iam: {taskRoleName: purple-mcp-task}
          deployment:
            alarms: {names: [slow, failing]}
            availabilityZoneRebalancing: ENABLED
        """;
  }

  /** The smallest useful deployment. */
  public static String minimal(String name) {
    return """
    apiVersion: purplemcp.io/v1alpha1
    kind: PurpleMcpDeployment
    metadata: {name: %s}
    spec:
      target: {region: us-east-1}
      console: {secretName: purple-mcp/quickstart}
      network:
        vpcId: vpc-0a1b2c3d4e5f60001
        subnets: [subnet-0a1b2c3d4e5f60011, subnet-0a1b2c3d4e5f60012]
    """
        .formatted(name);
  }
}
