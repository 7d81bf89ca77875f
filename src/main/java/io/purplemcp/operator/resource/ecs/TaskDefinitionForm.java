package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The content of a task definition in one canonical form, whether it was declared or read back: two
 * forms are equal when ECS would run the same. What ECS fills in, reorders or rewrites makes no
 * difference; everything else does.
 *
 * @param fields the canonical text of each field that differs from its default, by path
 */
record TaskDefinitionForm(SortedMap<String, String> fields) {
  /** What only ECS says of a revision, or what is no part of its content. */
  private static final Set<String> OUTPUT =
      Set.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "requiresAttributes",
          "compatibilities",
          "registeredAt",
          "deregisteredAt",
          "registeredBy",
          "tags");

  private static final String CONTAINERS = "containerDefinitions";

  /** What ECS takes when a field is not given; {@code *} stands for any key. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("networkMode", "bridge"),
          Map.entry("enableFaultInjection", "false"),
          Map.entry("ephemeralStorage.sizeInGiB", "20"),
          Map.entry("runtimePlatform.cpuArchitecture", "X86_64"),
          Map.entry("runtimePlatform.operatingSystemFamily", "LINUX"),
          Map.entry("containerDefinitions[*].cpu", "0"),
          Map.entry("containerDefinitions[*].essential", "true"),
          Map.entry("containerDefinitions[*].versionConsistency", "enabled"),
          Map.entry("containerDefinitions[*].portMappings[*].protocol", "tcp"),
          Map.entry("containerDefinitions[*].healthCheck.interval", "30"),
          Map.entry("containerDefinitions[*].healthCheck.timeout", "5"),
          Map.entry("containerDefinitions[*].healthCheck.retries", "3"),
          Map.entry("containerDefinitions[*].healthCheck.startPeriod", "0"),
          Map.entry("containerDefinitions[*].disableNetworking", "false"),
          Map.entry("containerDefinitions[*].privileged", "false"),
          Map.entry("containerDefinitions[*].readonlyRootFilesystem", "false"),
          Map.entry("containerDefinitions[*].interactive", "false"),
          Map.entry("containerDefinitions[*].pseudoTerminal", "false"),
          Map.entry("containerDefinitions[*].restartPolicy.enabled", "false"),
          Map.entry("containerDefinitions[*].linuxParameters.initProcessEnabled", "false"),
          Map.entry("containerDefinitions[*].mountPoints[*].readOnly", "false"),
          Map.entry("containerDefinitions[*].volumesFrom[*].readOnly", "false"));

  private static final Pattern ROOT = Pattern.compile("[.\\[]");
  private static final Pattern KEY = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern VCPU =
      Pattern.compile("([\\d.]+)\\s*vcpu", Pattern.CASE_INSENSITIVE);
  private static final Pattern GIGABYTES =
      Pattern.compile("([\\d.]+)\\s*gb", Pattern.CASE_INSENSITIVE);
  private static final int UNITS_PER_VCPU = 1024;
  private static final int MIB_PER_GIB = 1024;

  /** The console secret's ARN within a {@code valueFrom}, its random suffix apart. */
  private static final Pattern SECRET_ARN =
      Pattern.compile("(arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:[^:]+?)-\\w{6}(:.*)?");

  static TaskDefinitionForm of(RegisterTaskDefinitionRequest request) {
    return normalised(
        request.toBuilder()
            .containerDefinitions(containers(request.containerDefinitions(), request.networkMode()))
            .build());
  }

  static TaskDefinitionForm of(TaskDefinition definition) {
    return normalised(
        definition.toBuilder()
            .containerDefinitions(
                containers(definition.containerDefinitions(), definition.networkMode()))
            .build());
  }

  private static TaskDefinitionForm normalised(SdkPojo normalised) {
    var fields = new TreeMap<String, String>();
    Flattened.of(normalised)
        .forEach(
            (path, value) -> {
              String canonical = canonical(path, value);
              if (!OUTPUT.contains(root(path)) && !canonical.equals(byDefault(path))) {
                fields.put(path, canonical);
              }
            });
    return new TaskDefinitionForm(fields);
  }

  private static String root(String path) {
    return ROOT.split(path, 2)[0];
  }

  private static String canonical(String path, String value) {
    return switch (path) {
      case "cpu" -> scaled(value, VCPU, UNITS_PER_VCPU);
      case "memory" -> scaled(value, GIGABYTES, MIB_PER_GIB);
      case "requiresCompatibilities" ->
          Arrays.stream(value.split(", ")).sorted().collect(Collectors.joining(", "));
      default -> value;
    };
  }

  private static String scaled(String value, Pattern unit, int factor) {
    Matcher matcher = unit.matcher(value.strip());
    return matcher.matches()
        ? new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(factor))
            .toBigInteger()
            .toString()
        : value.strip();
  }

  private static String byDefault(String path) {
    return DEFAULTS.get(KEY.matcher(path).replaceAll("[*]"));
  }

  private static List<ContainerDefinition> containers(
      List<ContainerDefinition> containers, NetworkMode networkMode) {
    return containers.stream()
        .map(
            container ->
                container.toBuilder()
                    .portMappings(ports(container.portMappings(), networkMode))
                    .build())
        .toList();
  }

  /** In its own network name space a container's port is the host's port too, and no other. */
  private static List<PortMapping> ports(List<PortMapping> ports, NetworkMode networkMode) {
    var normalised = new ArrayList<PortMapping>();
    for (PortMapping port : ports) {
      boolean implied =
          networkMode == NetworkMode.AWSVPC
              || port.hostPort() == null
              || port.hostPort() == 0
              || port.hostPort().equals(port.containerPort());
      // The console adds a name and a protocol that only Service Connect reads.
      normalised.add(
          port.toBuilder()
              .name(null)
              .appProtocol((String) null)
              .hostPort(implied ? null : port.hostPort())
              .build());
    }
    normalised.sort(
        Comparator.comparing(
            PortMapping::containerPort, Comparator.nullsFirst(Comparator.naturalOrder())));
    return normalised;
  }

  /** Whether all references in it are known. */
  boolean complete() {
    return fields.values().stream().noneMatch(value -> value.startsWith(Value.PENDING.toString()));
  }

  /** Identifies the content: equal forms have equal hashes. */
  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(fields.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Compares this desired form with a live one, field by field. */
  Comparison compare(Optional<TaskDefinitionForm> live) {
    var comparison = new Comparison();
    SortedMap<String, String> seen = live.map(TaskDefinitionForm::fields).orElse(new TreeMap<>());
    Set<String> foreign = foreignContainers(seen);
    for (String container : foreign) {
      comparison.value(container, null, seen.get(container + ".image"));
    }
    var paths = new TreeSet<>(fields.keySet());
    paths.addAll(seen.keySet());
    paths.removeIf(path -> foreign.stream().anyMatch(path::startsWith));
    for (String path : paths) {
      String byDefault = live.isPresent() ? byDefault(path) : null;
      compare(
          comparison,
          path,
          fields.getOrDefault(path, byDefault(path)),
          seen.getOrDefault(path, byDefault));
    }
    return comparison;
  }

  private static void compare(Comparison comparison, String path, String wanted, String found) {
    if (wanted != null && wanted.startsWith(Value.PENDING.toString())) {
      comparison.compare(path, Value.PENDING, Value.of(found));
    } else if (path.contains(".secrets[") && sameSecret(wanted, found)) {
      comparison.value(path, found, found);
    } else {
      comparison.value(path, wanted, found);
    }
  }

  /** Secrets Manager finds a secret by its ARN without the six random characters at its end too. */
  private static boolean sameSecret(String wanted, String found) {
    if (wanted == null || found == null) {
      return false;
    }
    Matcher matcher = SECRET_ARN.matcher(wanted);
    return matcher.matches()
        && found.equals(matcher.group(1) + Optional.ofNullable(matcher.group(2)).orElse(""));
  }

  /** Containers that were not declared, as {@code containerDefinitions[name]}. */
  private Set<String> foreignContainers(SortedMap<String, String> seen) {
    var foreign = new TreeSet<String>();
    for (String path : seen.keySet()) {
      if (path.startsWith(CONTAINERS) && path.indexOf(']') > 0) {
        String container = path.substring(0, path.indexOf(']') + 1);
        if (fields.keySet().stream().noneMatch(own -> own.startsWith(container))) {
          foreign.add(container);
        }
      }
    }
    return foreign;
  }
}
