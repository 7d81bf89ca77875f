package io.purplemcp.operator.sandbox.ecs;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KernelCapabilities;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * How AWS shows a container definition after it has filled in what the caller left out. A copied
 * list counts as given, so that an empty one is shown.
 */
final class TaskDefinitionEcho {
  private static final int INTERVAL_SECONDS = 30;
  private static final int TIMEOUT_SECONDS = 5;
  private static final int RETRIES = 3;

  private TaskDefinitionEcho() {}

  static ContainerDefinition container(ContainerDefinition sent, NetworkMode mode) {
    ContainerDefinition.Builder shown =
        sent.toBuilder()
            .cpu(sent.cpu() == null ? 0 : sent.cpu())
            .essential(sent.essential() == null ? Boolean.TRUE : sent.essential())
            .portMappings(sent.portMappings().stream().map(port -> port(port, mode)).toList())
            .environment(reordered(sent.environment(), pair -> pair.name()))
            .mountPoints(List.copyOf(sent.mountPoints()))
            .volumesFrom(List.copyOf(sent.volumesFrom()))
            .systemControls(List.copyOf(sent.systemControls()));
    if (sent.hasSecrets()) {
      shown.secrets(reordered(sent.secrets(), secret -> secret.name()));
    }
    if (sent.healthCheck() != null) {
      shown.healthCheck(healthCheck(sent.healthCheck()));
    }
    if (sent.linuxParameters() != null) {
      shown.linuxParameters(linux(sent.linuxParameters()));
    }
    return shown.build();
  }

  private static PortMapping port(PortMapping sent, NetworkMode mode) {
    boolean ownAddress = mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST;
    boolean open = sent.hostPort() == null || sent.hostPort() == 0;
    int hostPort = open ? (ownAddress ? sent.containerPort() : 0) : sent.hostPort();
    return sent.toBuilder()
        .hostPort(hostPort)
        .protocol(sent.protocol() == null ? TransportProtocol.TCP : sent.protocol())
        .build();
  }

  private static HealthCheck healthCheck(HealthCheck sent) {
    return sent.toBuilder()
        .interval(sent.interval() == null ? INTERVAL_SECONDS : sent.interval())
        .timeout(sent.timeout() == null ? TIMEOUT_SECONDS : sent.timeout())
        .retries(sent.retries() == null ? RETRIES : sent.retries())
        .build();
  }

  /** AWS stores both lists of capabilities once either is given. */
  private static LinuxParameters linux(LinuxParameters sent) {
    KernelCapabilities capabilities = sent.capabilities();
    return capabilities == null
        ? sent
        : sent.toBuilder()
            .capabilities(
                c -> c.add(List.copyOf(capabilities.add())).drop(List.copyOf(capabilities.drop())))
            .build();
  }

  /** The API gives no order: this one differs from the usual ones, and is always the same. */
  private static <T> List<T> reordered(List<T> sent, Function<T, String> name) {
    Comparator<T> byHash = Comparator.comparingInt(item -> name.apply(item).hashCode());
    return sent.stream().sorted(byHash.reversed().thenComparing(name)).toList();
  }
}
