package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.purplemcp.operator.desired.AlarmsSpec;
import io.purplemcp.operator.desired.CapacityProviderSpec;
import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.DeploymentSpec;
import io.purplemcp.operator.desired.IamSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.LogsSpec;
import io.purplemcp.operator.desired.Manifest;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.desired.TargetGroupSpec;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.desired.VerificationSpec;
import io.purplemcp.operator.desired.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every valid deployment says in YAML what it is. */
final class RoundTripTest {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  @Property(tries = 200)
  void a_deployment_that_is_written_out_is_read_as_the_same(
      @ForAll("deployments") Manifest manifest) throws JsonProcessingException {
    PurpleMcpDeployment read = Written.of(YAML.writeValueAsString(manifest)).deployment();

    assertThat(read.metadata()).isEqualTo(manifest.metadata());
    assertThat(read.spec()).isEqualTo(manifest.spec());
    assertThat(SpecHash.of(read))
        .isEqualTo(
            SpecHash.of(
                new PurpleMcpDeployment(manifest.metadata(), manifest.spec(), read.source())));
  }

  @Provide
  Arbitrary<Manifest> deployments() {
    return Combinators.combine(metadata(), specs())
        .as(
            (metadata, spec) ->
                new Manifest(
                    PurpleMcpDeployment.API_VERSION, PurpleMcpDeployment.KIND, metadata, spec));
  }

  private static Arbitrary<Metadata> metadata() {
    Arbitrary<String> key =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> value =
        Arbitraries.of("", "a b", "1", "true", "null", "x:y", "Zürich", "-", "@");
    return Combinators.combine(
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(30),
            Arbitraries.maps(key, value).ofMaxSize(5))
        .as(Metadata::new);
  }

  private static Arbitrary<Spec> specs() {
    return Combinators.combine(
            compute(), balancers().optional(0.7), environments(), policies(), logs())
        .as(
            (compute, balancer, environment, policy, logs) ->
                new Spec(
                    new TargetSpec("us-east-1", Optional.of("011122223333"), null, null),
                    null,
                    null,
                    new ConsoleSpec(Optional.of("purple-mcp/acme"), null, true, null),
                    new ServerSpec(environment, 8000),
                    compute,
                    new DeploymentSpec(
                        0,
                        200,
                        false,
                        0,
                        Optional.of(new AlarmsSpec(List.of("slow"), false)),
                        Optional.of(DeploymentSpec.Rebalancing.DISABLED)),
                    new NetworkSpec(
                        "vpc-0a", List.of("subnet-0a"), false, List.of("sg-0a"), null, null),
                    balancer,
                    null,
                    new IamSpec(Optional.of("role+=,.@-_"), null, Optional.of("task"), null, null),
                    logs,
                    VerificationSpec.DEFAULT,
                    policy));
  }

  private static Arbitrary<ComputeSpec> compute() {
    return Combinators.combine(
            Arbitraries.of(ComputeSpec.Architecture.class),
            Arbitraries.integers().between(0, 100),
            Arbitraries.of("LATEST", "1.4.0"),
            Arbitraries.of(512, 1024, 2048))
        .as(
            (architecture, replicas, platform, memory) ->
                new ComputeSpec(
                    "c",
                    null,
                    Optional.of("s"),
                    null,
                    256,
                    memory,
                    architecture,
                    replicas,
                    platform,
                    null,
                    List.of(
                        new CapacityProviderSpec("FARGATE", 1, 0),
                        new CapacityProviderSpec("FARGATE_SPOT", 0, 3)),
                    Optional.of(50),
                    Optional.of(ComputeSpec.ContainerInsights.enhanced),
                    Optional.of(true)));
  }

  private static Arbitrary<LoadBalancerSpec> balancers() {
    return Combinators.combine(
            Arbitraries.of(LoadBalancerSpec.Scheme.class),
            Arbitraries.of(List.of("10.0.0.0/8"), List.of("2001:db8::/32", "198.51.100.0/24")),
            Arbitraries.integers().between(1, 4000),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(6, 300))
        .as(
            (scheme, cidrs, idle, flag, interval) ->
                new LoadBalancerSpec(
                    flag ? Optional.of("alb") : Optional.empty(),
                    scheme,
                    List.of("subnet-0a", "subnet-0b"),
                    "arn:aws:acm:us-east-1:011122223333:certificate/1",
                    List.of("arn:aws:acm:us-east-1:011122223333:certificate/2"),
                    null,
                    idle,
                    cidrs,
                    flag,
                    !flag,
                    flag,
                    null,
                    new TargetGroupSpec(null, "/health", interval, 5, 2, 3, 0),
                    false,
                    null));
  }

  private static Arbitrary<Map<String, String>> environments() {
    Arbitrary<String> name =
        Arbitraries.strings().withCharRange('A', 'F').ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> value =
        Arbitraries.strings()
            .ascii()
            .excludeChars('\r')
            .ofMaxLength(20)
            .filter(RoundTripTest::isPrintable);
    return Arbitraries.maps(name, value).ofMaxSize(5);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(each -> each >= ' ' && each < 0x7f || each == '\n');
  }

  private static Arbitrary<PolicySpec> policies() {
    return Combinators.combine(
            Arbitraries.of(PolicySpec.Drift.class),
            Arbitraries.of(PolicySpec.Deletion.class),
            Arbitraries.of(PolicySpec.Adoption.class),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 100))
        .as(PolicySpec::new);
  }

  private static Arbitrary<LogsSpec> logs() {
    return Combinators.combine(
            Arbitraries.of("/ecs/purple-mcp", "a", "b#c-d_e.f"),
            Arbitraries.of(0, 1, 30, 3653),
            Arbitraries.of(true, false))
        .as(LogsSpec::new);
  }
}
