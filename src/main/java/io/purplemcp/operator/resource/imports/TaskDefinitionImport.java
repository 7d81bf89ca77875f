package io.purplemcp.operator.resource.imports;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.rules.EnvironmentRule;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.iam.model.Tag;

/** What the tasks are: image, size, environment, secret, role and logs. */
final class TaskDefinitionImport {
  private static final String CREATE_GROUP = "awslogs-create-group";

  /** {@code arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME}, without key and version. */
  private static final int PARTS_OF_A_SECRET_ARN = 7;

  /** As the desired state says it; AWS says nothing. */
  private static final Integer FOR_EVER = 0;

  private final AwsClients clients;
  private final Draft draft;

  TaskDefinitionImport(AwsClients clients, Draft draft) {
    this.clients = clients;
    this.draft = draft;
  }

  /** Writes it all down, and tells the port that the server listens on. */
  int read(String arn) {
    TaskDefinition definition =
        clients.ecs().describeTaskDefinition(r -> r.taskDefinition(arn)).taskDefinition();
    draft
        .put("spec.compute.family", definition.family())
        .put("spec.compute.cpu", number("cpu", definition.cpu()))
        .put("spec.compute.memory", number("memory", definition.memory()))
        .put("spec.compute.architecture", architecture(definition));
    Optional<ContainerDefinition> container = container(definition);
    container.ifPresent(this::container);
    Optional.ofNullable(definition.ephemeralStorage())
        .ifPresent(storage -> draft.put("spec.compute.ephemeralStorageGiB", storage.sizeInGiB()));
    if (definition.executionRoleArn() == null) {
      draft.remark("The tasks have no execution role; one is made");
    } else {
      role("executionRole", definition.executionRoleArn());
    }
    if (definition.taskRoleArn() != null) {
      role("taskRole", definition.taskRoleArn());
    }
    return container.stream()
        .flatMap(each -> each.portMappings().stream())
        .findFirst()
        .map(PortMapping::containerPort)
        .orElse(ServerSpec.DEFAULT_PORT);
  }

  private Integer number(String what, String text) {
    if (text == null) {
      draft.remark("The task definition gives the tasks no " + what + " of their own");
      return null;
    }
    return Integer.valueOf(text);
  }

  private static String architecture(TaskDefinition definition) {
    return definition.runtimePlatform() == null
            || definition.runtimePlatform().cpuArchitecture() == null
        ? CPUArchitecture.X86_64.toString()
        : definition.runtimePlatform().cpuArchitectureAsString();
  }

  /** The container of the guide's name, else the one that listens. */
  private Optional<ContainerDefinition> container(TaskDefinition definition) {
    List<ContainerDefinition> containers = definition.containerDefinitions();
    Optional<ContainerDefinition> server =
        containers.stream()
            .filter(each -> Names.CONTAINER.equals(each.name()))
            .findFirst()
            .or(() -> containers.stream().filter(ContainerDefinition::hasPortMappings).findFirst());
    containers.stream()
        .filter(each -> server.filter(each::equals).isEmpty())
        .forEach(
            other ->
                draft.remark(
                    "The container %s beside the server cannot be declared"
                        .formatted(other.name())));
    return server;
  }

  private void container(ContainerDefinition container) {
    draft.put("spec.image", container.image());
    container.portMappings().stream()
        .findFirst()
        .ifPresent(mapping -> draft.put("spec.server.port", mapping.containerPort()));
    draft.put("spec.server.environment", environment(container.environment()));
    secret(container.secrets());
    Optional.ofNullable(container.logConfiguration()).ifPresent(this::logs);
  }

  /** A value that may be a secret is named and never written. */
  private Map<String, String> environment(List<KeyValuePair> pairs) {
    var environment = new TreeMap<String, String>();
    for (KeyValuePair pair : pairs) {
      String value = pair.value() == null ? "" : pair.value();
      if (EnvironmentRule.mayBeSecret(pair.name(), value)) {
        draft.remark(
            "The variable %s holds what looks like a secret, in plain text; it is left out. Put it into Secrets Manager, and replace it"
                .formatted(pair.name()));
      } else if (!EnvironmentRule.isSetByOperator(pair.name())) {
        environment.put(pair.name(), value);
      }
    }
    return environment;
  }

  private void secret(List<Secret> secrets) {
    var arns = new TreeSet<String>();
    for (Secret secret : secrets) {
      if (secret.valueFrom().contains(":secretsmanager:")) {
        arns.add(withoutKey(secret.valueFrom()));
      } else {
        draft.remark(
            "The secret %s does not come from Secrets Manager but from %s"
                .formatted(secret.name(), secret.valueFrom()));
      }
    }
    if (arns.isEmpty()) {
      draft.remark(
          "The tasks take the console's token and base URL from no secret; make one with the keys"
              + " PURPLEMCP_CONSOLE_TOKEN and PURPLEMCP_CONSOLE_BASE_URL, and name it as"
              + " spec.console.secretName");
      return;
    }
    if (arns.size() > 1) {
      draft.remark("The tasks' secrets come from several: " + String.join(", ", arns));
    }
    name(arns.first())
        .ifPresentOrElse(
            name -> draft.put("spec.console.secretName", name),
            () -> draft.put("spec.console.secretArn", arns.first()));
  }

  private static String withoutKey(String valueFrom) {
    String[] parts = valueFrom.split(":");
    return parts.length <= PARTS_OF_A_SECRET_ARN
        ? valueFrom
        : String.join(":", List.of(parts).subList(0, PARTS_OF_A_SECRET_ARN));
  }

  /** The ARN says it as well, so that nothing hangs on this read. */
  private Optional<String> name(String arn) {
    try {
      return Optional.of(clients.secretsManager().describeSecret(r -> r.secretId(arn)).name());
    } catch (SdkException unreadable) {
      return Optional.empty();
    }
  }

  private void logs(LogConfiguration configuration) {
    String group = configuration.options().get("awslogs-group");
    if (configuration.logDriver() != LogDriver.AWSLOGS || group == null) {
      draft.remark(
          "The tasks log by the driver %s; only awslogs can be declared"
              .formatted(configuration.logDriverAsString()));
      return;
    }
    draft
        .put("spec.logs.group", group)
        .put("spec.logs.createGroup", "true".equals(configuration.options().get(CREATE_GROUP)));
    clients.logs().describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups().stream()
        .filter(each -> group.equals(each.logGroupName()))
        .findFirst()
        .map(each -> Optional.ofNullable(each.retentionInDays()).orElse(FOR_EVER))
        .ifPresent(days -> draft.put("spec.logs.retentionDays", days));
  }

  /** A role of ours is declared by its name, any other is referred to. */
  private void role(String field, String arn) {
    String name = ServiceImport.lastPart(arn);
    boolean ours =
        Ownership.of(
                Tags.map(
                    clients.iam().getRole(r -> r.roleName(name)).role().tags(),
                    Tag::key,
                    Tag::value))
            .isPresent();
    if (ours) {
      draft.put("spec.iam." + field + "Name", name);
    } else {
      draft.put("spec.iam." + field + "Arn", arn);
    }
  }
}
