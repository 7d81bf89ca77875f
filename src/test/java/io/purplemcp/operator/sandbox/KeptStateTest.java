package io.purplemcp.operator.sandbox;

import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.CERTIFICATE_ARN;
import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.PUBLIC_SUBNET_A;
import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.PUBLIC_SUBNET_B;
import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.SECRET_ARN;
import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.VPC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class KeptStateTest {
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
       "Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VirtualTime time = new VirtualTime();
  @TempDir private Path directory;

  @Test
  void aSandboxGoesOnWhereItWasStopped() throws Exception {
    List<Object> before;
    try (Sandbox sandbox = start()) {
      buildStack(sandbox);
      time.pass(Duration.ofMinutes(10));
      before = look(sandbox);
    }
    JsonNode kept = JSON.readTree(file().toFile());
    try (Sandbox sandbox = start()) {
      assertThat(look(sandbox)).isEqualTo(before);
    }
    assertThat(JSON.readTree(file().toFile())).isEqualTo(kept);
  }

  @Test
  void aWriteIsKeptBeforeItIsAnswered() {
    Sandbox sandbox = start();
    try (Ec2Client ec2 = SandboxClients.client(sandbox, Ec2Client.builder())) {
      String group = ec2.createSecurityGroup(r -> r.groupName("tasks").description("d")).groupId();
      assertThat(file()).content().contains(group);
    } finally {
      sandbox.close();
    }
  }

  @Test
  void anUnreadableStateIsNamedAndLeftAlone() throws Exception {
    Files.writeString(
        file(), "{\"format\":1,\"scopes\":[{\"tables\":{\"x\":{\"type\":\"java.io.File\"}}}]}");
    assertThatThrownBy(this::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("sandbox-state.json")
        .hasMessageContaining("java.io.File");
    assertThat(file()).exists();
  }

  private Sandbox start() {
    return Sandbox.start(
        SandboxOptions.defaults().withPort(0).withClock(time).withStateDirectory(directory));
  }

  private Path file() {
    return directory.resolve("sandbox-state.json");
  }

  private void buildStack(Sandbox sandbox) {
    try (IamClient iam = SandboxClients.client(sandbox, IamClient.builder());
        CloudWatchLogsClient logs = SandboxClients.client(sandbox, CloudWatchLogsClient.builder());
        ElasticLoadBalancingV2Client elb =
            SandboxClients.client(sandbox, ElasticLoadBalancingV2Client.builder());
        EcsClient ecs = SandboxClients.client(sandbox, EcsClient.builder())) {
      String role =
          iam.createRole(r -> r.roleName("execution").assumeRolePolicyDocument(TRUST)).role().arn();
      logs.createLogGroup(r -> r.logGroupName("/ecs/purple-mcp"));
      logs.putRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp").retentionInDays(30));
      buildService(ecs, role, buildBalancer(elb));
    }
  }

  private static String buildBalancer(ElasticLoadBalancingV2Client elb) {
    String balancer =
        elb.createLoadBalancer(r -> r.name("mcp").subnets(PUBLIC_SUBNET_A, PUBLIC_SUBNET_B))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    String targets =
        elb.createTargetGroup(
                r ->
                    r.name("mcp")
                        .port(8000)
                        .protocol(ProtocolEnum.HTTP)
                        .vpcId(VPC)
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath("/health"))
            .targetGroups()
            .get(0)
            .targetGroupArn();
    elb.createListener(
        r ->
            r.loadBalancerArn(balancer)
                .port(443)
                .protocol(ProtocolEnum.HTTPS)
                .certificates(c -> c.certificateArn(CERTIFICATE_ARN))
                .defaultActions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(targets)));
    return targets;
  }

  private void buildService(EcsClient ecs, String role, String targets) {
    ecs.createCluster(r -> r.clusterName("mcp"));
    time.pass(Duration.ofMinutes(1));
    ecs.registerTaskDefinition(
        r ->
            r.family("mcp")
                .cpu("512")
                .memory("1024")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .executionRoleArn(role)
                .containerDefinitions(
                    c -> c.name("mcp").image("mcp:1").portMappings(p -> p.containerPort(8000))));
    ecs.createService(
        r ->
            r.cluster("mcp")
                .serviceName("mcp")
                .taskDefinition("mcp")
                .desiredCount(1)
                .launchType(LaunchType.FARGATE)
                .loadBalancers(
                    l -> l.targetGroupArn(targets).containerName("mcp").containerPort(8000))
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(PUBLIC_SUBNET_A))));
  }

  private static List<Object> look(Sandbox sandbox) {
    List<Object> seen = new ArrayList<>();
    try (Ec2Client ec2 = SandboxClients.client(sandbox, Ec2Client.builder());
        EcsClient ecs = SandboxClients.client(sandbox, EcsClient.builder());
        IamClient iam = SandboxClients.client(sandbox, IamClient.builder());
        AcmClient acm = SandboxClients.client(sandbox, AcmClient.builder());
        CloudWatchLogsClient logs = SandboxClients.client(sandbox, CloudWatchLogsClient.builder());
        SecretsManagerClient secrets =
            SandboxClients.client(sandbox, SecretsManagerClient.builder());
        ResourceGroupsTaggingApiClient tagging =
            SandboxClients.client(sandbox, ResourceGroupsTaggingApiClient.builder());
        ElasticLoadBalancingV2Client elb =
            SandboxClients.client(sandbox, ElasticLoadBalancingV2Client.builder())) {
      seen.add(
          ecs.describeServices(r -> r.cluster("mcp").services("mcp").include(ServiceField.TAGS))
              .services());
      seen.add(ecs.describeTaskDefinition(r -> r.taskDefinition("mcp")).taskDefinition());
      seen.add(ec2.describeSecurityGroups().securityGroups());
      seen.add(ec2.describeSubnets().subnets());
      seen.add(ec2.describeNetworkInterfaces().networkInterfaces());
      seen.add(iam.getRole(r -> r.roleName("execution")).role());
      seen.add(acm.describeCertificate(r -> r.certificateArn(CERTIFICATE_ARN)).certificate());
      seen.add(logs.describeLogGroups().logGroups());
      seen.add(secrets.getSecretValue(r -> r.secretId(SECRET_ARN)).secretString());
      seen.add(tagging.getResources().resourceTagMappingList());
      seen.add(elb.describeLoadBalancers().loadBalancers());
      String balancer = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
      seen.add(elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners());
      seen.add(elb.describeTargetGroups().targetGroups());
    }
    return seen;
  }
}
