package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The vendor's ECS guide, followed by hand: what it says is given, what it leaves open is left to
 * AWS, and the secret's ARN is without its six random characters.
 */
public final class GuideStack {
  public static final String CLUSTER = "handmade-cluster";
  public static final String SERVICE = "handmade-service";
  public static final String LOG_GROUP = "/ecs/handmade";
  private static final String FAMILY = "handmade";
  private static final String CONTAINER = "purple-mcp";
  private static final String IMAGE =
      "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest";
  private static final int PORT = 8000;

  /** What the sandbox's tasks and load balancers take to be up, with time to spare. */
  private static final Duration UNTIL_UP = Duration.ofMinutes(10);

  private static final Duration UNTIL_ROLE_IS_KNOWN = Duration.ofMinutes(1);

  private final World world;
  private final AwsClients aws;
  private final String role;

  /**
   * @param role the execution role, which exists
   */
  public GuideStack(World world, String role) {
    this.world = world;
    this.aws = world.person();
    this.role = role;
  }

  /** The guide's quick start: a service with public addresses in the VPC's default group. */
  public GuideStack plain() {
    taskDefinition();
    aws.ecs()
        .createService(
            service(
                    AssignPublicIp.ENABLED,
                    SandboxAccountIds.DEFAULT_SECURITY_GROUP,
                    SandboxAccountIds.PUBLIC_SUBNET_A,
                    SandboxAccountIds.PUBLIC_SUBNET_B)
                .build());
    world.wait(UNTIL_UP);
    return this;
  }

  /** The guide's advice for production: the service behind an Application Load Balancer. */
  public GuideStack balanced() {
    String outside = group("handmade-outside");
    allow(outside, 443, "10.0.0.0/8");
    allow(outside, 80, "10.0.0.0/8");
    String inside = group("handmade-inside");
    allow(inside, PORT, SandboxAccountIds.VPC_CIDR);
    String targetGroup = targetGroup();
    listeners(loadBalancer(outside), targetGroup);
    taskDefinition();
    aws.ecs()
        .createService(
            service(
                    AssignPublicIp.DISABLED,
                    inside,
                    SandboxAccountIds.PRIVATE_SUBNET_A,
                    SandboxAccountIds.PRIVATE_SUBNET_B)
                .loadBalancers(
                    balancer ->
                        balancer
                            .targetGroupArn(targetGroup)
                            .containerName(CONTAINER)
                            .containerPort(PORT))
                .build());
    world.wait(UNTIL_UP);
    return this;
  }

  /** The running tasks. */
  public List<String> tasks() {
    return aws.ecs().listTasks(r -> r.cluster(CLUSTER).serviceName(SERVICE)).taskArns();
  }

  /** The id of a security group of this stack. */
  public String groupId(String name) {
    return aws.ec2()
        .describeSecurityGroups(r -> r.filters(f -> f.name("group-name").values(name)))
        .securityGroups()
        .get(0)
        .groupId();
  }

  private String group(String name) {
    return aws.ec2()
        .createSecurityGroup(r -> r.groupName(name).description(name).vpcId(SandboxAccountIds.VPC))
        .groupId();
  }

  private void allow(String group, int port, String cidr) {
    aws.ec2()
        .authorizeSecurityGroupIngress(
            r -> r.groupId(group).ipPermissions(Handmade.permission(port, cidr)));
  }

  private String targetGroup() {
    return aws.elasticLoadBalancing()
        .createTargetGroup(
            r ->
                r.name("handmade")
                    .protocol(ProtocolEnum.HTTP)
                    .port(PORT)
                    .targetType(TargetTypeEnum.IP)
                    .vpcId(SandboxAccountIds.VPC)
                    .healthCheckPath("/health"))
        .targetGroups()
        .get(0)
        .targetGroupArn();
  }

  private String loadBalancer(String group) {
    ElasticLoadBalancingV2Client elb = aws.elasticLoadBalancing();
    String arn =
        elb.createLoadBalancer(
                r ->
                    r.name("handmade")
                        .scheme(LoadBalancerSchemeEnum.INTERNAL)
                        .subnets(
                            SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B)
                        .securityGroups(group))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    elb.modifyLoadBalancerAttributes(
        r ->
            r.loadBalancerArn(arn)
                .attributes(
                    LoadBalancerAttribute.builder()
                        .key("idle_timeout.timeout_seconds")
                        .value("300")
                        .build()));
    return arn;
  }

  private void listeners(String balancer, String targetGroup) {
    ElasticLoadBalancingV2Client elb = aws.elasticLoadBalancing();
    elb.createListener(
        r ->
            r.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTPS)
                .port(443)
                .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
                .certificates(c -> c.certificateArn(SandboxAccountIds.CERTIFICATE_ARN))
                .defaultActions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(targetGroup)));
    elb.createListener(
        r ->
            r.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .defaultActions(
                    a ->
                        a.type(ActionTypeEnum.REDIRECT)
                            .redirectConfig(
                                redirect ->
                                    redirect
                                        .protocol("HTTPS")
                                        .port("443")
                                        .statusCode(RedirectActionStatusCodeEnum.HTTP_301))));
  }

  private void taskDefinition() {
    aws.ecs().createCluster(r -> r.clusterName(CLUSTER));
    // The first cluster of an account makes the role that ECS uses, and that takes a moment.
    world.wait(UNTIL_ROLE_IS_KNOWN);
    aws.ecs()
        .registerTaskDefinition(
            r ->
                r.family(FAMILY)
                    .networkMode(NetworkMode.AWSVPC)
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .cpu("512")
                    .memory("1024")
                    .runtimePlatform(p -> p.cpuArchitecture("ARM64").operatingSystemFamily("LINUX"))
                    .executionRoleArn("arn:aws:iam::" + SandboxAccountIds.ACCOUNT + ":role/" + role)
                    .containerDefinitions(container()));
  }

  private static ContainerDefinition container() {
    return ContainerDefinition.builder()
        .name(CONTAINER)
        .image(IMAGE)
        .cpu(512)
        .memory(1024)
        .essential(true)
        .portMappings(p -> p.containerPort(PORT).protocol("tcp"))
        .environment(
            KeyValuePair.builder().name("MCP_MODE").value("streamable-http").build(),
            KeyValuePair.builder().name("PURPLEMCP_STATELESS_HTTP").value("True").build())
        .secrets(secret("PURPLEMCP_CONSOLE_TOKEN"), secret("PURPLEMCP_CONSOLE_BASE_URL"))
        .logConfiguration(
            l ->
                l.logDriver(LogDriver.AWSLOGS)
                    .options(
                        Map.of(
                            "awslogs-group",
                            LOG_GROUP,
                            "awslogs-region",
                            SandboxAccountIds.REGION,
                            "awslogs-stream-prefix",
                            "ecs",
                            "awslogs-create-group",
                            "true")))
        .build();
  }

  private static Secret secret(String key) {
    String arn =
        "arn:aws:secretsmanager:%s:%s:secret:%s"
            .formatted(
                SandboxAccountIds.REGION, SandboxAccountIds.ACCOUNT, SandboxAccountIds.SECRET_NAME);
    return Secret.builder().name(key).valueFrom(arn + ":" + key + "::").build();
  }

  private static CreateServiceRequest.Builder service(
      AssignPublicIp publicIp, String group, String... subnets) {
    return CreateServiceRequest.builder()
        .cluster(CLUSTER)
        .serviceName(SERVICE)
        .taskDefinition(FAMILY)
        .desiredCount(1)
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(
            n ->
                n.awsvpcConfiguration(
                    v -> v.subnets(subnets).securityGroups(group).assignPublicIp(publicIp)));
  }
}
