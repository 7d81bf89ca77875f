package io.purplemcp.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsCall;
import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.Engine;
import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.reconcile.TargetSessions;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.ResourceKinds;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.testing.RecordingJournal;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.VirtualClock;
import io.purplemcp.operator.testing.Yaml;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * The operator against somebody else's idea of AWS, so that it does not depend on its own sandbox's
 * habits. What Moto does not do, and this therefore cannot show:
 *
 * <ul>
 *   <li>it starts no task and lets no target turn healthy, so the deployment stays on its way;
 *   <li>CreateService forgets the circuit breaker and the grace period, so the operator takes them
 *       for drift and puts them right once, with UpdateService, which remembers them;
 *   <li>no role is unknown and no load balancer provisioning for a while, no read lags, nothing is
 *       refused for what depends on it.
 * </ul>
 */
@Tag("conformance")
final class OperatorAgainstMotoTest {
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";

  private static final Pattern READ = Pattern.compile(".*:(Describe|List|Get)[A-Za-z]+");

  /** Passes of a minute each: more than it takes where nothing takes time. */
  private static final int UNTIL_MADE = 15;

  private static final int QUIET = 10;

  private final List<AwsCall> calls = new ArrayList<>();
  private final RecordingJournal journal = new RecordingJournal();
  private final VirtualClock clock = new VirtualClock();
  private final StatusBoard board = new StatusBoard();

  @Test
  void it_makes_everything_up_to_the_service_and_then_is_quiet(@TempDir Path folder) {
    try (MotoServer moto = MotoServer.startOrSkip()) {
      AwsClients person = SandboxClients.of(moto.endpoint(), REGION, "AKIASOMEBODY", List.of());
      ControlLoop loop = operator(moto.endpoint());
      loop.accept(Yaml.deployments(desired(person, folder)));
      passes(loop, UNTIL_MADE);

      assertThat(journal.of(EventType.RECONCILE_FAILED)).as("%s", journal).isEmpty();
      everythingExists(person);
      assertThat(journal.of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(journal.of(EventType.DRIFT_DETECTED))
          .as("what Moto forgets when a service is made")
          .extracting(event -> event.field("field"))
          .allMatch(field -> field.matches(".*CircuitBreaker.*|healthCheckGracePeriodSeconds"));
      thenIsQuiet(loop);
    }
  }

  private void everythingExists(AwsClients person) {
    assertThat(person.iam().listRolePolicies(r -> r.roleName("purple-mcp-acme")).policyNames())
        .containsExactly("purple-mcp-execution");
    assertThat(person.logs().describeLogGroups().logGroups())
        .singleElement()
        .matches(group -> group.retentionInDays() == 30);
    assertThat(
            person
                .ec2()
                .describeSecurityGroups(r -> r.filters(f -> f.name("group-name").values("acme-*")))
                .securityGroups())
        .hasSize(2)
        .allSatisfy(group -> assertThat(group.ipPermissionsEgress()).hasSize(1));
    var elb = person.elasticLoadBalancing();
    String balancer = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
    assertThat(elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners())
        .extracting(Listener::port)
        .containsExactlyInAnyOrder(80, 443);
    assertThat(elb.describeTargetGroups().targetGroups())
        .singleElement()
        .matches(group -> group.healthCheckPath().equals("/health"));
    assertThat(person.ecs().listTaskDefinitions().taskDefinitionArns()).hasSize(1);
    Service service =
        person
            .ecs()
            .describeServices(r -> r.cluster("purple-mcp-cluster").services("acme"))
            .services()
            .get(0);
    assertThat(service.desiredCount()).isEqualTo(1);
    assertThat(service.deploymentConfiguration().deploymentCircuitBreaker().rollback()).isTrue();
    assertThat(service.loadBalancers()).hasSize(1);
  }

  private void thenIsQuiet(ControlLoop loop) {
    calls.clear();
    journal.forget();
    passes(loop, QUIET);
    // Moto keeps no history of events; nobody is named for a drift, and nothing else hangs on it.
    calls.removeIf(call -> call.operation().equals("cloudtrail:LookupEvents"));

    assertThat(calls).isNotEmpty().noneMatch(call -> call.failure().isPresent());
    assertThat(calls).extracting(AwsCall::operation).allMatch(READ.asMatchPredicate());
    assertThat(journal.of(EventType.DRIFT_DETECTED)).isEmpty();
  }

  private ControlLoop operator(URI endpoint) {
    // Moto lives in real time, and a role is believed in some seconds after it was made.
    clock.advanceTo(Instant.now());
    ClientFactory factory =
        new ClientFactory(
            AwsSettings.emulator(endpoint, "AKIAOPERATOR", "secret").withMaxAttempts(1),
            Optional.empty(),
            clock,
            calls::add);
    Engine engine =
        new Engine(
            ResourceKinds.all(Prober.NONE),
            new TargetSessions(factory, new CallerIdentity()),
            journal,
            board,
            clock,
            new Random(11),
            EngineSettings.DEFAULT,
            SpecHash::of,
            Engine.Parallel.NONE);
    return new ControlLoop(engine, Runnable::run);
  }

  private void passes(ControlLoop loop, int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofSeconds(61));
      loop.tick();
    }
  }

  private static String desired(AwsClients person, Path folder) {
    person
        .secretsManager()
        .createSecret(
            r ->
                r.name("purple-mcp/quickstart")
                    .secretString(
                        "{\"PURPLEMCP_CONSOLE_TOKEN\":\"t\",\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.example.com\"}"));
    Pem pem = Pem.selfSigned(folder);
    String certificate =
        person
            .acm()
            .importCertificate(
                r ->
                    r.certificate(SdkBytes.fromUtf8String(pem.certificate()))
                        .privateKey(SdkBytes.fromUtf8String(pem.privateKey())))
            .certificateArn();
    List<Subnet> subnets = person.ec2().describeSubnets().subnets().subList(0, 2);
    String ids = subnets.get(0).subnetId() + ", " + subnets.get(1).subnetId();
    return Yaml.withLoadBalancer("acme")
        // The default VPC of Moto leads nowhere.
        .replace("assignPublicIp: false", "assignPublicIp: false\n    preflight: Warn")
        .replaceAll("subnets: \\[.*]", "subnets: [" + ids + "]")
        .replaceAll("vpc-\\w+", subnets.get(0).vpcId())
        .replaceAll("arn:aws:acm:\\S+", certificate)
        .replace("111122223333", ACCOUNT);
  }
}
