package io.purplemcp.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that talk to the sandbox. */
final class ClientFactoryTest {
  private static final TargetSpec TARGET = new TargetSpec("us-east-1", null, null, null);
  private static final String ASKING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"],
       "Principal":{"AWS":"arn:aws:iam::111122223333:root"},
       "Condition":{"StringEquals":{
         "sts:ExternalId":"acme-7f3a",
         "sts:RoleSessionName":"purple-emea",
         "sts:SourceIdentity":"alice",
         "aws:RequestTag/team":"soc"}}}]}\
      """;

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
  private final List<AwsCall> calls = new ArrayList<>();
  private final ClientFactory factory =
      new ClientFactory(
          AwsSettings.emulator(sandbox.endpoint(), "test", "canary").withMaxAttempts(1),
          Optional.of(RateLimits.real(1)),
          InstantSource.fixed(Instant.EPOCH),
          calls::add);

  @AfterEach
  void stop() {
    factory.close();
    sandbox.close();
  }

  @Test
  void the_caller_is_asked_for_once_for_every_set_of_credentials() {
    var identity = new CallerIdentity();
    AwsClients clients = factory.clients(TARGET);

    CallerIdentity.Caller caller = identity.of(clients);
    identity.of(clients);
    identity.of(factory.clients(new TargetSpec("eu-west-1", null, null, null)));

    assertThat(caller.accountId()).isEqualTo(SandboxAccountIds.ACCOUNT);
    assertThat(caller.partition()).isEqualTo("aws");
    assertThat(calls).extracting(AwsCall::operation).containsExactly("sts:GetCallerIdentity");
  }

  @Test
  void every_call_is_told_with_its_outcome() {
    AwsClients clients = factory.clients(TARGET);
    clients.ecs().createCluster(r -> r.clusterName("c"));
    catchThrowable(() -> clients.iam().getRole(r -> r.roleName("none")));

    assertThat(calls.get(0))
        .returns("ecs:CreateCluster", AwsCall::operation)
        .returns(true, AwsCall::mutating)
        .returns(Optional.empty(), AwsCall::failure);
    assertThat(calls.get(1))
        .returns("iam:GetRole", AwsCall::operation)
        .returns(false, AwsCall::mutating);
    assertThat(calls.get(1).failure().map(Failure::failureClass)).contains(FailureClass.NOT_FOUND);
  }

  /** The names by which rates are limited and calls are counted. */
  @Test
  void x24_every_service_is_known_by_its_prefix_in_iam() {
    AwsClients clients = factory.clients(TARGET);
    clients.ecs().listClusters();
    clients.iam().listRoles();
    clients.elasticLoadBalancing().describeLoadBalancers();
    clients.ec2().describeVpcs();
    clients.secretsManager().listSecrets();
    clients.logs().describeLogGroups();
    clients.acm().listCertificates();
    clients.sts().getCallerIdentity();
    clients.tagging().getResources();

    assertThat(calls)
        .extracting(AwsCall::operation)
        .containsExactly(
            "ecs:ListClusters",
            "iam:ListRoles",
            "elasticloadbalancing:DescribeLoadBalancers",
            "ec2:DescribeVpcs",
            "secretsmanager:ListSecrets",
            "logs:DescribeLogGroups",
            "acm:ListCertificates",
            "sts:GetCallerIdentity",
            "tag:GetResources");
  }

  @Test
  void a_target_has_one_set_of_clients() {
    assertThat(factory.clients(TARGET)).isSameAs(factory.clients(TARGET));
  }

  @Test
  void a_roles_session_carries_what_the_target_says() {
    TargetSpec target =
        new TargetSpec(
            "us-east-1",
            null,
            Optional.of("arn:aws:iam::444455556666:role/purple-mcp-operator"),
            Optional.of("acme-7f3a"),
            Optional.of("purple-emea"),
            Map.of("team", "soc"),
            Optional.of("alice"));
    var clock = new VirtualClock();
    try (Sandbox asking = Sandbox.start(SandboxOptions.defaults().withPort(0).withClock(clock));
        AwsClients customer =
            SandboxClients.of(asking.endpoint(), "us-east-1", "444455556666", List.of());
        ClientFactory here =
            new ClientFactory(
                AwsSettings.emulator(asking.endpoint(), "test", "canary").withMaxAttempts(1),
                Optional.empty(),
                clock,
                call -> {})) {
      customer
          .iam()
          .createRole(r -> r.roleName("purple-mcp-operator").assumeRolePolicyDocument(ASKING));
      clock.advance(Duration.ofMinutes(1));

      assertThat(new CallerIdentity().of(here.clients(target)).arn())
          .isEqualTo("arn:aws:sts::444455556666:assumed-role/purple-mcp-operator/purple-emea");
    }
  }

  @Test
  void x20_settings_do_not_print_credentials() {
    assertThat(AwsSettings.emulator(sandbox.endpoint(), "test", "canary").toString())
        .doesNotContain("canary");
  }
}
