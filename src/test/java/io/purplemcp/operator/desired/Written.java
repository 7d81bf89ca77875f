package io.purplemcp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Desired state as somebody wrote it, and what the loader makes of it. */
public record Written(byte[] content) {
  private static final DesiredStateLoader LOADER = new DesiredStateLoader();

  /**
   * A valid deployment with a load balancer; each line of its own, so that tests can replace it.
   */
  public static final String VALID =
      """
      apiVersion: purplemcp.io/v1alpha1
      kind: PurpleMcpDeployment
      metadata:
        name: acme
      spec:
        target:
          region: us-east-1
        console:
          secretName: purple-mcp/acme
        network:
          vpcId: vpc-0abc
          subnets: [subnet-0a, subnet-0b]
        loadBalancer:
          subnets: [subnet-0c, subnet-0d]
          certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/1
      """;

  /** A valid deployment without one. */
  public static final String PLAIN = VALID.substring(0, VALID.indexOf("  loadBalancer:"));

  public static Written of(String yaml) {
    return new Written(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** The valid deployment with one passage replaced, which must be in it. */
  public static Written with(String old, String replacement) {
    assertThat(VALID).contains(old);
    return of(VALID.replace(old, replacement));
  }

  /** The valid deployment with more lines at the end of its {@code loadBalancer}. */
  public static Written withLoadBalancer(String lines) {
    return of(VALID + lines.indent(4));
  }

  /** The deployment without a load balancer, with more lines at the end of its {@code spec}. */
  public static Written withSpec(String lines) {
    return of(PLAIN + lines.indent(2));
  }

  public LoadResult load() {
    try {
      Path file = Files.createTempFile("desired", ".yaml");
      try {
        Files.write(file, content);
        return LOADER.load(List.of(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DesiredState state() {
    LoadResult result = load();
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).state();
  }

  public PurpleMcpDeployment deployment() {
    List<PurpleMcpDeployment> deployments = state().deployments();
    assertThat(deployments).hasSize(1);
    return deployments.get(0);
  }

  public List<Problem> problems() {
    LoadResult result = load();
    assertThat(result).isInstanceOf(LoadResult.Rejected.class);
    return ((LoadResult.Rejected) result).problems();
  }

  /** The one thing that is wrong, as it is printed after the file's name: {@code :12: path: …}. */
  public String problem() {
    List<Problem> problems = problems();
    assertThat(problems).hasSize(1);
    return afterFile(problems.get(0));
  }

  public List<String> lines() {
    return problems().stream().map(Written::afterFile).toList();
  }

  public List<String> warnings() {
    return state().warnings().stream().map(Written::afterFile).toList();
  }

  private static String afterFile(Problem problem) {
    return problem.toString().substring(problem.file().length());
  }
}
