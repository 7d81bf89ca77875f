package io.purplemcp.operator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Source;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole deployment behind a load balancer: what the rooms are to each other. */
final class AllRoomsTest {
  private static final String SECRET = "purple-mcp/acme";

  private final PurpleMcpDeployment acme = acme(8000, PolicySpec.DEFAULT);
  private final Bed bed = new Bed(ResourceKinds.all(Prober.NONE));

  private static PurpleMcpDeployment acme(int port, PolicySpec policy) {
    var balancer =
        new LoadBalancerSpec(
            Optional.empty(),
            LoadBalancerSpec.Scheme.INTERNAL,
            List.of(SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B),
            SandboxAccountIds.CERTIFICATE_ARN,
            null,
            null,
            null,
            List.of(SandboxAccountIds.VPC_CIDR),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new PurpleMcpDeployment(
        new Metadata(Examples.NAME, Map.of()),
        new Spec(
            new TargetSpec(Examples.REGION, null, null, null),
            null,
            null,
            new ConsoleSpec(Optional.of(SECRET), null, false, null),
            new ServerSpec(Map.of(), port),
            null,
            null,
            new NetworkSpec(
                SandboxAccountIds.VPC,
                List.of(SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B),
                true,
                null,
                null,
                null),
            Optional.of(balancer),
            null,
            null,
            null,
            null,
            policy),
        new Source("acme.yaml", 1));
  }

  @BeforeEach
  void aSecret() {
    bed.clients(acme)
        .secretsManager()
        .createSecret(
            request ->
                request
                    .name(SECRET)
                    .secretString(
                        """
                        {"PURPLEMCP_CONSOLE_TOKEN":"a token",
                         "PURPLEMCP_CONSOLE_BASE_URL":"https://console.example.net"}\
                        """));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void thePlanOfAFreshAccountShowsEverythingThatWillBeMade() {
    assertThat(bed.plan(acme).changes())
        .extracting(change -> change.resource().kind())
        .contains(
            "ExecutionRole",
            "SecurityGroup",
            "TargetGroup",
            "LoadBalancer",
            "Listener",
            "TaskDefinition",
            "Service");
    assertThat(bed.mutations()).containsExactly("secretsmanager:CreateSecret");
  }

  @Test
  void SV04_SV05_theServiceIsMadeWhenAListenerForwardsAndTheRoleIsKnown() {
    Bed.Pass first = bed.pass(acme);

    assertThat(first.reasons()).contains(Reason.WaitingForListener);
    assertThat(bed.mutations())
        .contains("elasticloadbalancing:CreateListener")
        .doesNotContain("ecs:CreateService");

    assertThat(bed.pass(acme).reasons()).contains(Reason.WaitingForPropagation);
    assertThat(bed.mutations()).doesNotContain("ecs:CreateService");

    bed.time().pass(Duration.ofSeconds(15));
    bed.pass(acme);
    assertThat(bed.mutations()).containsOnlyOnce("ecs:CreateService");
  }

  @Test
  void X01_convergedMeansQuietAndNothingIsMadeTwice() {
    Bed.Pass last = bed.converge(acme);
    assertThat(last.findings())
        .allMatch(
            finding ->
                finding.severity() == Finding.Severity.VERIFIED
                    || finding.severity() == Finding.Severity.NOTICE);
    assertThat(bed.mutations())
        .containsOnlyOnce(
            "ecs:RegisterTaskDefinition",
            "ecs:CreateService",
            "elasticloadbalancing:CreateLoadBalancer");
    bed.sandbox().forgetCalls();

    bed.pass(acme);
    bed.restart().pass(acme);

    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void SV20_aServiceIsOnlyWellWhenATargetIsHealthy() {
    bed.converge(acme);
    assertThat(bed.calls()).contains("elasticloadbalancing:DescribeTargetHealth");
    bed.sandbox().forgetCalls();

    bed.pass(acme);

    assertThat(bed.calls()).doesNotContain("elasticloadbalancing:DescribeTargetHealth");
  }

  @Test
  void LB01_anotherPortMovesTheServiceToAnotherTargetGroup() {
    bed.converge(acme);
    bed.sandbox().forgetCalls();

    var moved = acme(9000, PolicySpec.DEFAULT);
    bed.converge(moved);

    assertThat(bed.plan(moved).changes()).isEmpty();
    assertThat(bed.mutations())
        .containsSubsequence(
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:ModifyListener",
            "ecs:RegisterTaskDefinition",
            "ecs:UpdateService",
            "elasticloadbalancing:DeleteTargetGroup");
  }
}
