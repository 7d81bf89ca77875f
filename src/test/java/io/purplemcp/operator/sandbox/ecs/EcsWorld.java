package io.purplemcp.operator.sandbox.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.ec2.Ec2Seed;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.elb.ListenerService;
import io.purplemcp.operator.sandbox.elb.LoadBalancerService;
import io.purplemcp.operator.sandbox.elb.TargetGroupService;
import io.purplemcp.operator.sandbox.iam.IamTables;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.iam.RoleRow;
import io.purplemcp.operator.sandbox.secrets.SecretRow;
import io.purplemcp.operator.sandbox.secrets.SecretTables;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;

/** An account with a network, in which a test calls ECS and lets time pass. */
final class EcsWorld {
  static final String CLUSTER = "purple-mcp-cluster";
  static final String SERVICE = "purple-mcp-service";
  static final String VENDOR_IMAGE = ImageRegistry.VENDOR_REPOSITORY + ":latest";
  static final String ROLE = "arn:aws:iam::111122223333:role/purple-mcp-execution";
  static final String SECRET = "your-secret-name";
  static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:your-secret-name-AbCdEf";
  static final String TOKEN = "PURPLEMCP_CONSOLE_TOKEN";
  static final String ORIGIN = "PURPLEMCP_CONSOLE_BASE_URL";

  /** The guide's trust policy. */
  static final String TRUST =
      """
      {"Version":"2008-10-17","Statement":[{"Sid":"","Effect":"Allow",
       "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}
      """;

  /** The guide's policy. */
  static final String POLICY =
      policy(
          "\"ecr:*\",\"logs:CreateLogStream\",\"logs:PutLogEvents\",\"logs:CreateLogGroup\","
              + "\"secretsmanager:GetSecretValue\"");

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ServiceClock clock = new ServiceClock();
  private Context context =
      new Context(
          new Cloud(),
          new Scope("111122223333", "us-east-1"),
          START,
          new Ids(new Random(7)),
          "arn:aws:iam::111122223333:user/tester");

  EcsWorld() {
    new Ec2Seed().plant(context);
    role(TRUST, POLICY);
    secret(Map.of(TOKEN, "first", ORIGIN, "https://console.example.net"));
    ecs().createCluster(CreateClusterRequest.builder().clusterName(CLUSTER).build());
    // The service-linked role of the first cluster takes its time.
    pass(RoleBook.PROPAGATION);
  }

  /** The execution role with this trust policy and inline policy, long known to everybody. */
  void role(String trust, String policy) {
    role(trust, policy, context.now().minus(RoleBook.PROPAGATION));
  }

  void role(String trust, String policy, Instant changed) {
    String name = EcsArns.last(ROLE);
    context
        .globalTable(IamTables.ROLES)
        .put(
            name,
            new RoleRow(
                name,
                "AROAEXAMPLE",
                "/",
                ROLE,
                changed,
                trust,
                changed,
                Optional.empty(),
                3600,
                Optional.empty(),
                Map.of(),
                Map.of("guide", policy),
                List.of()));
  }

  /** A new current value of the console's secret. */
  void secret(Map<String, String> members) {
    try {
      secretText(Optional.of(new ObjectMapper().writeValueAsString(members)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void secretText(Optional<String> text) {
    Map<String, SecretRow.Version> versions = new LinkedHashMap<>();
    text.ifPresent(
        value ->
            versions.put(
                "v1",
                new SecretRow.Version(
                    Optional.of(value),
                    Optional.empty(),
                    context.now(),
                    List.of(SecretRow.CURRENT))));
    context
        .table(SecretTables.SECRETS)
        .put(
            SECRET,
            new SecretRow(
                SECRET,
                SECRET_ARN,
                Optional.empty(),
                Optional.empty(),
                context.now(),
                context.now(),
                Optional.empty(),
                Optional.empty(),
                versions,
                Map.of(),
                Optional.empty()));
  }

  Context context() {
    return context;
  }

  EcsService ecs() {
    clock.advance(context, context.now());
    return new EcsService(context);
  }

  /** The network interfaces that tasks hold. */
  List<NetworkInterface> interfaces() {
    return context.table(Ec2Tables.NETWORK_INTERFACES).all().stream()
        .filter(made -> made.description().contains(":attachment/"))
        .toList();
  }

  TargetGroupService targetGroups() {
    return new TargetGroupService(context);
  }

  /** The guide's target group, without a listener; its ARN. */
  String targetGroup() {
    return targetGroups()
        .createTargetGroup(
            CreateTargetGroupRequest.builder()
                .name("purple-mcp")
                .protocol("HTTP")
                .port(8000)
                .vpcId(SandboxAccountIds.VPC)
                .targetType("ip")
                .healthCheckPath("/health")
                .build())
        .targetGroups()
        .get(0)
        .targetGroupArn();
  }

  /** A load balancer of the default security group that forwards to the target group. */
  void listener(String targetGroup) {
    String balancer =
        new LoadBalancerService(context)
            .createLoadBalancer(
                CreateLoadBalancerRequest.builder()
                    .name("purple-mcp")
                    .scheme("internal")
                    .subnets(SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B)
                    .securityGroups(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                    .build())
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    new ListenerService(context)
        .createListener(
            CreateListenerRequest.builder()
                .loadBalancerArn(balancer)
                .protocol("HTTP")
                .port(80)
                .defaultActions(a -> a.type("forward").targetGroupArn(targetGroup))
                .build());
  }

  /** Lets time pass without anybody calling. */
  void pass(Duration time) {
    Instant now = context.now().plus(time);
    context = new Context(context.cloud(), context.scope(), now, context.ids(), context.caller());
    clock.advance(context, now);
  }

  /** The same in small pieces, as with a caller that looks often. */
  void passInSteps(Duration time, Duration step) {
    Instant end = context.now().plus(time);
    while (context.now().isBefore(end)) {
      pass(step);
    }
  }

  static String policy(String actions) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
        + actions
        + "],\"Resource\":\"*\"}]}";
  }

  static RegisterTaskDefinitionRequest definition() {
    return definition(container -> {});
  }

  static RegisterTaskDefinitionRequest definition(Consumer<ContainerDefinition.Builder> change) {
    ContainerDefinition container =
        ContainerDefinition.builder()
            .name("purple-mcp")
            .image(VENDOR_IMAGE)
            .portMappings(p -> p.containerPort(8000))
            .environment(
                pair("MCP_MODE", "streamable-http"), pair("PURPLEMCP_STATELESS_HTTP", "True"))
            .secrets(secretOf(TOKEN), secretOf(ORIGIN))
            .applyMutation(change)
            .build();
    return RegisterTaskDefinitionRequest.builder()
        .family("purple-mcp")
        .networkMode(NetworkMode.AWSVPC)
        .requiresCompatibilities(Compatibility.FARGATE)
        .cpu("512")
        .memory("1024")
        .runtimePlatform(
            p -> p.cpuArchitecture(CPUArchitecture.ARM64).operatingSystemFamily(OSFamily.LINUX))
        .executionRoleArn(ROLE)
        .containerDefinitions(container)
        .build();
  }

  /** As the guide names it, without the random end of the ARN. */
  static Secret secretOf(String key) {
    String valueFrom =
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:" + SECRET + ":" + key + "::";
    return Secret.builder().name(key).valueFrom(valueFrom).build();
  }

  static KeyValuePair pair(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  static CreateServiceRequest service() {
    return service(request -> {});
  }

  static CreateServiceRequest service(Consumer<CreateServiceRequest.Builder> change) {
    return CreateServiceRequest.builder()
        .cluster(CLUSTER)
        .serviceName(SERVICE)
        .taskDefinition("purple-mcp")
        .desiredCount(1)
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(network())
        .applyMutation(change)
        .build();
  }

  static NetworkConfiguration network() {
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(
            vpc ->
                vpc.subnets(SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B)
                    .securityGroups(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                    .assignPublicIp(AssignPublicIp.ENABLED))
        .build();
  }

  /** The guide's plain service, running. */
  void running() {
    ecs().registerTaskDefinition(definition());
    ecs().createService(service());
    pass(Duration.ofMinutes(2));
  }

  void update(Consumer<UpdateServiceRequest.Builder> change) {
    ecs()
        .updateService(
            UpdateServiceRequest.builder()
                .cluster(CLUSTER)
                .service(SERVICE)
                .applyMutation(change)
                .build());
  }

  Service shown() {
    return ecs()
        .describeServices(
            DescribeServicesRequest.builder()
                .cluster(CLUSTER)
                .services(SERVICE)
                .include(ServiceField.TAGS)
                .build())
        .services()
        .get(0);
  }

  Deployment primary() {
    return shown().deployments().get(0);
  }

  List<String> events() {
    return shown().events().stream().map(ServiceEvent::message).toList();
  }

  List<Task> tasks(DesiredStatus desired) {
    List<String> arns =
        ecs()
            .listTasks(
                ListTasksRequest.builder()
                    .cluster(CLUSTER)
                    .serviceName(SERVICE)
                    .desiredStatus(desired)
                    .build())
            .taskArns();
    return arns.isEmpty()
        ? List.of()
        : ecs()
            .describeTasks(DescribeTasksRequest.builder().cluster(CLUSTER).tasks(arns).build())
            .tasks();
  }
}
