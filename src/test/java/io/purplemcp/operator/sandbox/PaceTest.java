package io.purplemcp.operator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.cloudtrail.CloudTrailService;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A fast sandbox hurries, but its clock is its clients'. */
class PaceTest {
  private static final int SPEED = 10;
  private static final String ROLE = "arn:aws:iam::444455556666:role/somewhere-else";

  private final VirtualTime time = new VirtualTime();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0).withClock(time).withSpeed(SPEED));
    time.pass(Duration.ofHours(2));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void what_takes_aws_minutes_takes_seconds() {
    try (ElasticLoadBalancingV2Client elb =
        SandboxClients.client(sandbox, ElasticLoadBalancingV2Client.builder())) {
      LoadBalancer made =
          elb.createLoadBalancer(r -> r.name("fast").scheme("internal").subnets(SUBNETS))
              .loadBalancers()
              .get(0);
      assertThat(made.state().codeAsString()).isEqualTo("provisioning");
      time.pass(Duration.ofSeconds(10));
      assertThat(elb.describeLoadBalancers().loadBalancers().get(0).state().codeAsString())
          .isEqualTo("active");
    }
  }

  @Test
  void the_birth_of_a_role_is_now() {
    try (IamClient iam =
        SandboxClients.client(sandbox, IamClient.builder(), "test", Region.AWS_GLOBAL)) {
      Instant born =
          iam.createRole(
                  r ->
                      r.roleName("new")
                          .assumeRolePolicyDocument(
                              """
                              {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                              "Principal":{"Service":"ecs-tasks.amazonaws.com"},
                              "Action":"sts:AssumeRole"}]}"""))
              .role()
              .createDate();
      assertThat(born).isEqualTo(time.instant());
    }
  }

  @Test
  void a_session_lasts_as_long_as_it_says() {
    try (StsClient sts = SandboxClients.client(sandbox, StsClient.builder())) {
      Credentials keys = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("test")).credentials();
      assertThat(keys.expiration()).isEqualTo(time.instant().plus(Duration.ofHours(1)));
      time.pass(Duration.ofMinutes(59));
      AwsSessionCredentials session =
          AwsSessionCredentials.create(
              keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
      assertThat(
              sts.getCallerIdentity(
                      r -> r.overrideConfiguration(c -> c.credentialsProvider(() -> session)))
                  .account())
          .isEqualTo("444455556666");
    }
  }

  @Test
  void the_history_of_calls_is_of_the_time_when_they_were_made() {
    Instant called = time.instant();
    try (ElasticLoadBalancingV2Client elb =
            SandboxClients.client(sandbox, ElasticLoadBalancingV2Client.builder());
        CloudTrailClient history = SandboxClients.client(sandbox, CloudTrailClient.builder())) {
      elb.createLoadBalancer(r -> r.name("fast").scheme("internal").subnets(SUBNETS));
      time.pass(CloudTrailService.DELAY.dividedBy(SPEED));
      assertThat(
              history
                  .lookupEvents(r -> r.startTime(called.minusSeconds(1)).endTime(called))
                  .events())
          .singleElement()
          .extracting(Event::eventTime)
          .isEqualTo(called);
    }
  }

  private static final String[] SUBNETS = {
    SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B,
  };
}
