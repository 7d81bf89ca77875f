package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Compares a deployment's service with what it should be. What ECS fills in for a field that was
 * not sent counts as that field.
 *
 * @param held whether the declared task definition is held back, because ECS rolled it back
 * @param moved whether the tasks are to be moved to where the spec has them; not after ECS took
 *     that back
 * @param scaled whether Application Auto Scaling chooses the number of tasks now
 */
record ServiceForm(
    PurpleMcpDeployment deployment, View view, boolean held, boolean moved, boolean scaled) {
  static final String TASK_DEFINITION = "taskDefinition";
  static final String DESIRED_COUNT = "desiredCount";
  static final String NETWORK = "networkConfiguration.awsvpcConfiguration";
  static final String LOAD_BALANCERS = "loadBalancers";
  static final String GRACE_PERIOD = "healthCheckGracePeriodSeconds";
  static final String EXECUTE_COMMAND = "enableExecuteCommand";
  static final String MANAGED_TAGS = "enableECSManagedTags";
  static final String PROPAGATE_TAGS = "propagateTags";
  static final String REGISTRIES = "serviceRegistries";
  static final String CONNECT = "serviceConnectConfiguration.enabled";
  static final String SCHEDULING = "schedulingStrategy";
  static final String CONTROLLER = "deploymentController.type";

  static final String SPEC_HASH_TAG = Ownership.SPEC_HASH;
  static final String ROLE = "service";

  /** The form of a service that nothing scales. */
  ServiceForm(PurpleMcpDeployment deployment, View view, boolean held) {
    this(deployment, view, held, true, false);
  }

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  /** The tags, with the spec's hash once everything before the service is as declared. */
  Map<String, String> tags() {
    var tags = new TreeMap<>(Ownership.tags(deployment, ROLE));
    if (view.settled() && !held) {
      tags.put(SPEC_HASH_TAG, view.specHash());
    }
    return tags;
  }

  Compared compare(Optional<ServiceReadings.Live> live) {
    Service seen = live.map(ServiceReadings.Live::service).orElse(Service.builder().build());
    boolean exists = live.isPresent();
    Spec spec = deployment.spec();
    var comparison = new Comparison();
    taskDefinition(comparison, seen);
    desiredCount(comparison, seen);
    if (moved) {
      capacity().compare(comparison, exists, seen);
      network(comparison, exists, seen);
    }
    comparison
        .value(SCHEDULING, "REPLICA", filled(exists, seen.schedulingStrategyAsString(), "REPLICA"))
        .value(CONTROLLER, "ECS", filled(exists, controller(seen), "ECS"));
    rollout().compare(comparison, exists, seen);
    loadBalancers(comparison, exists, seen);
    comparison
        .value(
            EXECUTE_COMMAND,
            spec.compute().execs(),
            filled(exists, seen.enableExecuteCommand(), false))
        .value(MANAGED_TAGS, false, filled(exists, seen.enableECSManagedTags(), false))
        .value(PROPAGATE_TAGS, "NONE", filled(exists, seen.propagateTagsAsString(), "NONE"))
        .set(
            REGISTRIES,
            List.of(),
            seen.serviceRegistries().stream().map(each -> each.registryArn()).toList());
    if (!spec.compute().execs()) {
      // A shell in the container reads the console's token from its environment.
      comparison.exposing(EXECUTE_COMMAND);
    }
    live.ifPresent(each -> comparison.value(CONNECT, false, serviceConnect(each)));
    var tags =
        TagComparison.of(comparison, tags(), live.map(ServiceReadings.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  RolloutForm rollout() {
    return new RolloutForm(deployment.spec().deployment());
  }

  CapacityForm capacity() {
    return new CapacityForm(deployment.spec().compute());
  }

  /**
   * What Application Auto Scaling chooses within the bounds is left alone, and so is the number of
   * tasks while somebody else has it scaled: that is put right first (SV01, SV03).
   */
  private void desiredCount(Comparison comparison, Service seen) {
    int replicas = deployment.spec().compute().replicas();
    Optional<AutoscalingSpec> scaling = deployment.spec().compute().autoscaling();
    if (scaling.isPresent()) {
      String bounds = scaling.get().min() + " to " + scaling.get().max();
      boolean within =
          seen.desiredCount() != null
              && scaling.get().within(seen.desiredCount()) == seen.desiredCount();
      comparison.value(DESIRED_COUNT, bounds, within ? bounds : seen.desiredCount());
    } else if (scaled) {
      comparison.value(DESIRED_COUNT, replicas, replicas);
    } else {
      comparison.value(DESIRED_COUNT, replicas, seen.desiredCount());
    }
  }

  /** How many tasks the service is to have, given how many it has. */
  int count(Service seen) {
    return deployment
        .spec()
        .compute()
        .autoscaling()
        .map(scaling -> scaling.within(seen.desiredCount()))
        .orElse(deployment.spec().compute().replicas());
  }

  static Object filled(boolean exists, Object seen, Object byDefault) {
    return exists && seen == null ? byDefault : seen;
  }

  private void taskDefinition(Comparison comparison, Service seen) {
    if (held) {
      comparison.value(TASK_DEFINITION, seen.taskDefinition(), seen.taskDefinition());
    } else {
      comparison.reference(
          TASK_DEFINITION, view.reference(Reference.TASK_DEFINITION_ARN), seen.taskDefinition());
    }
  }

  private static String controller(Service seen) {
    return seen.deploymentController() == null ? null : seen.deploymentController().typeAsString();
  }

  private void network(Comparison comparison, boolean exists, Service seen) {
    AwsVpcConfiguration live =
        seen.networkConfiguration() == null
                || seen.networkConfiguration().awsvpcConfiguration() == null
            ? AwsVpcConfiguration.builder().build()
            : seen.networkConfiguration().awsvpcConfiguration();
    var network = deployment.spec().network();
    comparison.set(NETWORK + ".subnets", network.subnets(), live.subnets());
    String groups = NETWORK + ".securityGroups";
    Optional<String> ours = view.reference(Reference.TASK_SECURITY_GROUP_ID);
    if (!network.securityGroups().isEmpty()) {
      comparison.set(groups, network.securityGroups(), live.securityGroups());
    } else if (ours.isPresent()) {
      comparison.set(groups, List.of(ours.get()), live.securityGroups());
    } else {
      comparison.reference(
          groups,
          Optional.empty(),
          live.hasSecurityGroups() ? String.join(", ", live.securityGroups()) : null);
    }
    comparison.value(
        NETWORK + ".assignPublicIp",
        network.assignPublicIp() ? "ENABLED" : "DISABLED",
        filled(exists, live.assignPublicIpAsString(), "DISABLED"));
  }

  private void loadBalancers(Comparison comparison, boolean exists, Service seen) {
    List<String> live = seen.loadBalancers().stream().map(ServiceForm::line).toList();
    Optional<String> group = view.reference(Reference.TARGET_GROUP_ARN);
    boolean balanced = deployment.spec().balanced();
    if (held) {
      comparison.set(LOAD_BALANCERS, live, live);
    } else if (!balanced) {
      comparison.set(LOAD_BALANCERS, List.of(), live);
    } else if (group.isPresent()) {
      comparison.set(LOAD_BALANCERS, List.of(line(loadBalancer(group.get()))), live);
    } else {
      comparison.compare(
          LOAD_BALANCERS, Value.PENDING, Value.of(live.isEmpty() ? null : String.join(", ", live)));
    }
    if (!balanced) {
      return;
    }
    comparison.value(
        GRACE_PERIOD,
        deployment.spec().deployment().healthCheckGracePeriodSeconds(),
        filled(exists, seen.healthCheckGracePeriodSeconds(), 0));
  }

  LoadBalancer loadBalancer(String targetGroupArn) {
    return LoadBalancer.builder()
        .targetGroupArn(targetGroupArn)
        .containerName(Names.CONTAINER)
        .containerPort(deployment.spec().server().port())
        .build();
  }

  private static String line(LoadBalancer each) {
    return "%s to %s:%d"
        .formatted(each.targetGroupArn(), each.containerName(), each.containerPort());
  }

  /** Service Connect is no field of the service but of its newest deployment. */
  private static boolean serviceConnect(ServiceReadings.Live live) {
    return live.primary()
        .map(primary -> primary.serviceConnectConfiguration())
        .map(connect -> Boolean.TRUE.equals(connect.enabled()))
        .orElse(false);
  }
}
