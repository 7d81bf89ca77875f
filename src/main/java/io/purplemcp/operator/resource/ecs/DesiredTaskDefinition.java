package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.resource.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** The task definition of the vendor's ECS guide, filled in for one deployment. */
final class DesiredTaskDefinition {
  static final List<String> SECRET_KEYS =
      List.of("PURPLEMCP_CONSOLE_TOKEN", "PURPLEMCP_CONSOLE_BASE_URL");

  /** Whether the instances are of an Auto Scaling group or managed is their provider's matter. */
  private static final List<Compatibility> ON_INSTANCES =
      List.of(Compatibility.EC2, Compatibility.MANAGED_INSTANCES);

  private static final String LOG_STREAM_PREFIX = "ecs";

  private DesiredTaskDefinition() {}

  /**
   * @param region where the tasks log to
   * @param references the secret's and the execution role's ARN, or what stands for them
   */
  static RegisterTaskDefinitionRequest of(
      PurpleMcpDeployment deployment, String region, Function<Reference, String> references) {
    Spec spec = deployment.spec();
    return RegisterTaskDefinitionRequest.builder()
        .family(deployment.names().family())
        .networkMode(NetworkMode.AWSVPC)
        .requiresCompatibilities(
            spec.compute().onFargate() ? List.of(Compatibility.FARGATE) : ON_INSTANCES)
        .ephemeralStorage(storage(spec.compute()))
        .cpu(spec.compute().cpu().toString())
        .memory(spec.compute().memory().toString())
        .runtimePlatform(
            platform ->
                platform
                    .cpuArchitecture(spec.compute().architecture().name())
                    .operatingSystemFamily(OSFamily.LINUX))
        .executionRoleArn(references.apply(Reference.EXECUTION_ROLE_ARN))
        .taskRoleArn(taskRole(spec, references))
        .containerDefinitions(container(deployment, region, references))
        .build();
  }

  private static String taskRole(Spec spec, Function<Reference, String> references) {
    boolean declared =
        spec.iam().taskRoleArn().isPresent() || spec.iam().taskRoleName().isPresent();
    return declared ? references.apply(Reference.TASK_ROLE_ARN) : null;
  }

  private static EphemeralStorage storage(ComputeSpec compute) {
    return compute
        .ephemeralStorageGiB()
        .map(size -> EphemeralStorage.builder().sizeInGiB(size).build())
        .orElse(null);
  }

  private static ContainerDefinition container(
      PurpleMcpDeployment deployment, String region, Function<Reference, String> references) {
    Spec spec = deployment.spec();
    return ContainerDefinition.builder()
        .name(Names.CONTAINER)
        .image(spec.image())
        .cpu(spec.compute().cpu())
        .memory(spec.compute().memory())
        .essential(true)
        .portMappings(
            port -> port.containerPort(spec.server().port()).protocol(TransportProtocol.TCP))
        .environment(environment(spec.server()))
        .secrets(secrets(references.apply(Reference.SECRET_ARN)))
        .logConfiguration(
            log -> log.logDriver(LogDriver.AWSLOGS).options(logOptions(deployment, region)))
        .build();
  }

  private static List<KeyValuePair> environment(ServerSpec server) {
    var environment = new TreeMap<String, String>();
    environment.put("MCP_MODE", "streamable-http");
    environment.put("PURPLEMCP_STATELESS_HTTP", "True");
    if (server.port() != ServerSpec.DEFAULT_PORT) {
      environment.put("MCP_PORT", server.port().toString());
    }
    environment.putAll(server.environment());
    return environment.entrySet().stream()
        .map(entry -> KeyValuePair.builder().name(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  /** The fourth and fifth part of a reference, version stage and id, stay empty: AWSCURRENT. */
  private static List<Secret> secrets(String secretArn) {
    var secrets = new ArrayList<Secret>();
    for (String key : SECRET_KEYS) {
      secrets.add(Secret.builder().name(key).valueFrom(secretArn + ":" + key + "::").build());
    }
    return secrets;
  }

  private static Map<String, String> logOptions(PurpleMcpDeployment deployment, String region) {
    var options = new TreeMap<String, String>();
    options.put("awslogs-group", deployment.names().logGroup());
    options.put("awslogs-region", region);
    options.put("awslogs-stream-prefix", LOG_STREAM_PREFIX);
    if (deployment.spec().logs().createGroup()) {
      options.put("awslogs-create-group", "true");
    }
    return options;
  }
}
