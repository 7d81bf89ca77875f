package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Source;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.TargetGroupSpec;
import io.purplemcp.operator.desired.TargetSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A deployment behind a load balancer, and what a room is told of the world around it. */
public final class Examples {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "us-east-1";
  public static final String NAME = "acme";
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";
  public static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-AbCdEf";
  public static final String ROLE_ARN = "arn:aws:iam::111122223333:role/purple-mcp-acme";
  public static final String TARGET_GROUP_ARN =
      "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/acme/0123456789abcdef";
  public static final String LOAD_BALANCER_ARN =
      "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/acme/0123456789abcdef";
  public static final String LISTENER_ARN =
      "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/acme/0123456789abcdef/1";
  public static final String SPEC_HASH = "hash-of-the-spec";

  private Examples() {}

  public static LoadBalancerSpec loadBalancer() {
    return loadBalancer(TargetGroupSpec.DEFAULT);
  }

  public static LoadBalancerSpec loadBalancer(TargetGroupSpec targetGroup) {
    return new LoadBalancerSpec(
        Optional.empty(),
        LoadBalancerSpec.Scheme.INTERNAL,
        List.of("subnet-0c", "subnet-0d"),
        CERTIFICATE,
        null,
        null,
        null,
        List.of("10.0.0.0/8"),
        null,
        null,
        null,
        null,
        targetGroup,
        null,
        null);
  }

  /** The smallest deployment with a load balancer. */
  public static PurpleMcpDeployment deployment() {
    return deployment(UnaryOperator.identity());
  }

  public static PurpleMcpDeployment deployment(UnaryOperator<Parts> change) {
    return change.apply(new Parts()).deployment();
  }

  /** The parts of a deployment that tests change. */
  public static final class Parts {
    private Map<String, String> labels = Map.of();
    private String image;
    private ServerSpec server;
    private ComputeSpec compute;
    private PolicySpec policy;
    private Optional<LoadBalancerSpec> balancer = Optional.of(loadBalancer());

    public Parts labels(Map<String, String> values) {
      labels = values;
      return this;
    }

    public Parts image(String value) {
      image = value;
      return this;
    }

    public Parts server(Map<String, String> environment, int port) {
      server = new ServerSpec(environment, port);
      return this;
    }

    public Parts replicas(int count) {
      compute =
          new ComputeSpec(
              null, null, null, null, null, null, null, count, null, null, null, null, null, null);
      return this;
    }

    public Parts policy(PolicySpec value) {
      policy = value;
      return this;
    }

    public Parts balancer(Optional<LoadBalancerSpec> value) {
      balancer = value;
      return this;
    }

    private PurpleMcpDeployment deployment() {
      return new PurpleMcpDeployment(
          new Metadata(NAME, labels),
          new Spec(
              new TargetSpec(REGION, null, null, null),
              image,
              null,
              new ConsoleSpec(Optional.of("purple-mcp/acme"), null, false, null),
              server,
              compute,
              null,
              new NetworkSpec(
                  "vpc-0abc", List.of("subnet-0a", "subnet-0b"), true, null, null, null),
              balancer,
              null,
              null,
              null,
              null,
              policy),
          new Source("acme.yaml", 1));
    }
  }

  /** The ids that the earlier rooms have made known. */
  public static References references() {
    var references = new References();
    references.put(Reference.SECRET_ARN, SECRET_ARN);
    references.put(Reference.EXECUTION_ROLE_ARN, ROLE_ARN);
    references.put(
        Reference.CLUSTER_ARN, "arn:aws:ecs:us-east-1:111122223333:cluster/purple-mcp-cluster");
    references.put(Reference.TASK_SECURITY_GROUP_ID, "sg-tasks");
    references.put(Reference.LOAD_BALANCER_SECURITY_GROUP_ID, "sg-balancer");
    return references;
  }

  public static View view(Snapshot snapshot, References references) {
    return new View(
        ACCOUNT, REGION, "aws", NOW, snapshot, references, Set.of(NAME), true, SPEC_HASH);
  }

  public static List<String> paths(Change change) {
    return change.differences().stream().map(Difference::path).toList();
  }

  public static List<String> operations(Assessment assessment) {
    return assessment.changes().stream()
        .flatMap(change -> change.calls().stream())
        .map(Call::operation)
        .toList();
  }

  public static List<Reason> reasons(Assessment assessment) {
    return assessment.findings().stream().map(Finding::reason).toList();
  }
}
