package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
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
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** An account with a network, in which a test calls ECS and lets time pass. */
final class EcsWorld {
  static final String CLUSTER = "purple-mcp-cluster";
  static final String SERVICE = "purple-mcp-service";
  static final String VENDOR_IMAGE = ImageRegistry.VENDOR_REPOSITORY + ":latest";
  static final String ROLE = "arn:aws:iam::111122223333:role/purple-mcp-execution";
  static final String SUBNET_A = "subnet-0a";
  static final String SUBNET_B = "subnet-0b";
  static final String GROUP = "sg-tasks";

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
    subnet(SUBNET_A, "172.31.0.0/20", "us-east-1a");
    subnet(SUBNET_B, "172.31.16.0/20", "us-east-1b");
    context
        .table(TaskNetwork.GROUPS)
        .put(
            GROUP,
            SecurityGroup.builder().groupId(GROUP).groupName("tasks").vpcId("vpc-0").build());
    ecs().createCluster(CreateClusterRequest.builder().clusterName(CLUSTER).build());
  }

  private void subnet(String id, String cidr, String zone) {
    context
        .table(TaskNetwork.SUBNETS)
        .put(
            id,
            Subnet.builder()
                .subnetId(id)
                .vpcId("vpc-0")
                .cidrBlock(cidr)
                .availabilityZone(zone)
                .build());
  }

  Context context() {
    return context;
  }

  EcsService ecs() {
    clock.advance(context, context.now());
    return new EcsService(context);
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
                pair("MCP_MODE", "streamable-http"),
                pair("PURPLEMCP_STATELESS_HTTP", "True"),
                pair("PURPLEMCP_CONSOLE_TOKEN", "token"),
                pair("PURPLEMCP_CONSOLE_BASE_URL", "https://console.example.net"))
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
                vpc.subnets(SUBNET_A, SUBNET_B)
                    .securityGroups(GROUP)
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
