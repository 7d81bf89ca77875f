package io.purplemcp.operator.resource.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Reads a service and all that belongs to it, and writes the desired state that says the same. */
public final class ServiceImport {
  private static final String INACTIVE = "INACTIVE";

  private final AwsClients clients;
  private final TargetSpec target;
  private final String accountId;

  /**
   * @param accountId the target's account, which the written document guards
   */
  public ServiceImport(AwsClients clients, TargetSpec target, String accountId) {
    this.clients = clients;
    this.target = target;
    this.accountId = accountId;
  }

  /**
   * @param cluster its name or ARN
   * @param service its name or ARN
   * @param name of the deployment; made from the service's where none is given
   * @return empty where there is no such service
   * @throws software.amazon.awssdk.core.exception.SdkException when AWS cannot be asked
   */
  public Optional<Imported> read(String cluster, String service, Optional<String> name) {
    return clients
        .ecs()
        .describeServices(r -> r.cluster(cluster).services(service).include(ServiceField.TAGS))
        .services()
        .stream()
        .filter(found -> !INACTIVE.equals(found.status()))
        .findFirst()
        .map(found -> write(found, name));
  }

  private Imported write(Service service, Optional<String> name) {
    Map<String, String> tags = tags(service.tags());
    var draft = new Draft();
    draft
        .put("apiVersion", PurpleMcpDeployment.API_VERSION)
        .put("kind", PurpleMcpDeployment.KIND)
        .put(
            "metadata.name",
            name.or(() -> Optional.ofNullable(tags.get(Ownership.DEPLOYMENT)))
                .orElseGet(() -> deploymentName(service.serviceName())))
        .put("spec.target.region", target.region())
        .put("spec.target.accountId", accountId);
    target.roleArn().ifPresent(role -> draft.put("spec.target.roleArn", role));
    target.externalId().ifPresent(id -> draft.put("spec.target.externalId", id));
    int port = new TaskDefinitionImport(clients, draft).read(service.taskDefinition());
    compute(service, draft);
    deployment(service, draft);
    network(service, port, draft);
    new LoadBalancerImport(clients, draft).read(service);
    if (Ownership.of(tags).isEmpty()) {
      draft.put("spec.policy.adoption", "Adopt");
    }
    return draft.done();
  }

  /** A deployment's name is lower case and begins with a letter. */
  static String deploymentName(String service) {
    String plain =
        service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return plain.matches("[a-z].*") ? plain : "purple-" + plain;
  }

  private void compute(Service service, Draft draft) {
    cluster(service, draft);
    draft
        .put("spec.compute.service", service.serviceName())
        .put("spec.compute.platformVersion", service.platformVersion());
    if (!service.capacityProviderStrategy().isEmpty()) {
      draft.put("spec.compute.capacityProviders", shares(service));
    }
    if (Boolean.TRUE.equals(service.enableExecuteCommand())) {
      draft.put("spec.compute.enableExecuteCommand", true);
    }
    new ScalingImport(clients, draft).read(service);
  }

  private static ArrayNode shares(Service service) {
    ArrayNode shares = JsonNodeFactory.instance.arrayNode();
    service
        .capacityProviderStrategy()
        .forEach(
            item ->
                shares
                    .addObject()
                    .put("name", item.capacityProvider())
                    .put("base", Optional.ofNullable(item.base()).orElse(0))
                    .put("weight", Optional.ofNullable(item.weight()).orElse(0)));
    return shares;
  }

  /** A cluster of others is taken over only with a service that is all it runs. */
  private void cluster(Service service, Draft draft) {
    Optional<Cluster> foreign =
        clients
            .ecs()
            .describeClusters(r -> r.clusters(service.clusterArn()).include(ClusterField.TAGS))
            .clusters()
            .stream()
            .filter(found -> Ownership.of(tags(found.tags())).isEmpty())
            .findFirst();
    boolean adopted = Ownership.of(tags(service.tags())).isEmpty();
    if (foreign.filter(found -> !adopted || found.activeServicesCount() > 1).isPresent()) {
      draft.put("spec.compute.clusterArn", service.clusterArn());
    } else {
      draft.put("spec.compute.cluster", lastPart(service.clusterArn()));
    }
  }

  private static Map<String, String> tags(List<Tag> tags) {
    return Tags.map(tags, Tag::key, Tag::value);
  }

  private static void deployment(Service service, Draft draft) {
    DeploymentConfiguration configuration = service.deploymentConfiguration();
    if (configuration != null) {
      draft
          .put("spec.deployment.minimumHealthyPercent", configuration.minimumHealthyPercent())
          .put("spec.deployment.maximumPercent", configuration.maximumPercent());
    }
    boolean breaker =
        configuration != null
            && configuration.deploymentCircuitBreaker() != null
            && Boolean.TRUE.equals(configuration.deploymentCircuitBreaker().enable());
    draft.put("spec.deployment.circuitBreaker", breaker);
    Optional.ofNullable(configuration)
        .map(DeploymentConfiguration::alarms)
        .filter(alarms -> Boolean.TRUE.equals(alarms.enable()))
        .ifPresent(
            alarms ->
                draft
                    .put("spec.deployment.alarms.names", alarms.alarmNames())
                    .put(
                        "spec.deployment.alarms.rollback", Boolean.TRUE.equals(alarms.rollback())));
    if (!service.loadBalancers().isEmpty()) {
      Integer grace = service.healthCheckGracePeriodSeconds();
      draft.put("spec.deployment.healthCheckGracePeriodSeconds", grace == null ? 0 : grace);
    }
  }

  private void network(Service service, int port, Draft draft) {
    Optional<AwsVpcConfiguration> network =
        Optional.ofNullable(service.networkConfiguration())
            .flatMap(found -> Optional.ofNullable(found.awsvpcConfiguration()));
    if (network.isEmpty()) {
      draft.remark(
          "The service's tasks have no network interfaces of their own (network mode awsvpc); only"
              + " such tasks can be declared");
      return;
    }
    AwsVpcConfiguration vpc = network.get();
    clients.ec2().describeSubnets(r -> r.subnetIds(vpc.subnets())).subnets().stream()
        .map(Subnet::vpcId)
        .findFirst()
        .ifPresent(id -> draft.put("spec.network.vpcId", id));
    draft
        .put("spec.network.subnets", vpc.subnets())
        .put("spec.network.assignPublicIp", vpc.assignPublicIp() == AssignPublicIp.ENABLED);
    var groups = new SecurityGroupImport(clients.ec2(), Set.copyOf(vpc.securityGroups()));
    draft.put("spec.network.securityGroups", groups.foreign());
    if (service.loadBalancers().isEmpty()) {
      draft.put("spec.network.allowedCidrs", groups.sources(port));
    }
  }

  /** From {@code arn:…:cluster/NAME}. */
  static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
