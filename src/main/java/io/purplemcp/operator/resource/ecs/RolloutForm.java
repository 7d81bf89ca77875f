package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.AlarmsSpec;
import io.purplemcp.operator.desired.DeploymentSpec;
import io.purplemcp.operator.resource.Comparison;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** How a service rolls out: ECS's deployment configuration, compared and sent part by part. */
record RolloutForm(DeploymentSpec wanted) {
  private static final String DEPLOYMENT = "deploymentConfiguration";
  private static final String MAXIMUM = DEPLOYMENT + ".maximumPercent";
  private static final String MINIMUM = DEPLOYMENT + ".minimumHealthyPercent";
  private static final String CIRCUIT_BREAKER = DEPLOYMENT + ".deploymentCircuitBreaker";
  private static final String ALARMS = DEPLOYMENT + ".alarms";
  private static final String STRATEGY = DEPLOYMENT + ".strategy";
  private static final String BAKE_TIME = DEPLOYMENT + ".bakeTimeInMinutes";
  private static final String REBALANCING = "availabilityZoneRebalancing";
  private static final int DEFAULT_MAXIMUM_PERCENT = 200;
  private static final int DEFAULT_MINIMUM_HEALTHY_PERCENT = 100;

  void compare(Comparison comparison, boolean exists, Service seen) {
    DeploymentConfiguration live =
        Optional.ofNullable(seen.deploymentConfiguration())
            .orElse(DeploymentConfiguration.builder().build());
    DeploymentCircuitBreaker breaker =
        Optional.ofNullable(live.deploymentCircuitBreaker())
            .orElse(DeploymentCircuitBreaker.builder().build());
    comparison
        .value(
            MAXIMUM,
            wanted.maximumPercent(),
            ServiceForm.filled(exists, live.maximumPercent(), DEFAULT_MAXIMUM_PERCENT))
        .value(
            MINIMUM,
            wanted.minimumHealthyPercent(),
            ServiceForm.filled(
                exists, live.minimumHealthyPercent(), DEFAULT_MINIMUM_HEALTHY_PERCENT))
        .value(
            CIRCUIT_BREAKER + ".enable",
            wanted.circuitBreaker(),
            ServiceForm.filled(exists, breaker.enable(), false))
        .value(
            CIRCUIT_BREAKER + ".rollback",
            wanted.circuitBreaker(),
            ServiceForm.filled(exists, breaker.rollback(), false));
    rebalancing().ifPresent(each -> comparison.value(REBALANCING, each, zones(seen)));
    if (exists || wanted.alarms().isPresent()) {
      alarms(comparison, exists, live.alarms());
    }
    if (exists) {
      comparison
          .value(STRATEGY, "ROLLING", ServiceForm.filled(true, live.strategyAsString(), "ROLLING"))
          .value(BAKE_TIME, 0, ServiceForm.filled(true, live.bakeTimeInMinutes(), 0));
    }
  }

  private static String zones(Service seen) {
    return seen.availabilityZoneRebalancingAsString();
  }

  /** Alarms that are switched off are none, whatever names are left of them. */
  private void alarms(Comparison comparison, boolean exists, DeploymentAlarms observed) {
    DeploymentAlarms seen = observed == null ? DeploymentAlarms.builder().build() : observed;
    comparison.value(
        ALARMS + ".enable",
        wanted.alarms().isPresent(),
        ServiceForm.filled(exists, seen.enable(), false));
    wanted
        .alarms()
        .ifPresent(
            alarms ->
                comparison
                    .set(ALARMS + ".alarmNames", alarms.names(), seen.alarmNames())
                    .value(
                        ALARMS + ".rollback",
                        alarms.rollback(),
                        ServiceForm.filled(exists, seen.rollback(), false)));
  }

  /** Only where it is stated: AWS has an opinion of its own for new services. */
  Optional<String> rebalancing() {
    return wanted.availabilityZoneRebalancing().map(DeploymentSpec.Rebalancing::name);
  }

  DeploymentConfiguration configuration() {
    var configuration =
        DeploymentConfiguration.builder()
            .maximumPercent(wanted.maximumPercent())
            .minimumHealthyPercent(wanted.minimumHealthyPercent())
            .deploymentCircuitBreaker(
                breaker ->
                    breaker.enable(wanted.circuitBreaker()).rollback(wanted.circuitBreaker()));
    if (wanted.alarms().isPresent()) {
      configuration.alarms(alarms());
    }
    return configuration.build();
  }

  private DeploymentAlarms alarms() {
    return DeploymentAlarms.builder()
        .alarmNames(wanted.alarms().map(AlarmsSpec::names).orElse(List.of()))
        .enable(wanted.alarms().isPresent())
        .rollback(wanted.alarms().map(AlarmsSpec::rollback).orElse(false))
        .build();
  }

  void patch(UpdateServiceRequest.Builder patch, Comparison comparison) {
    if (comparison.differsAt(DEPLOYMENT)) {
      patch.deploymentConfiguration(differing(comparison));
    }
    if (comparison.differsAt(REBALANCING)) {
      rebalancing().ifPresent(patch::availabilityZoneRebalancing);
    }
  }

  private DeploymentConfiguration differing(Comparison comparison) {
    DeploymentConfiguration all = configuration();
    var patch = DeploymentConfiguration.builder();
    if (comparison.differsAt(MAXIMUM) || comparison.differsAt(MINIMUM)) {
      patch.maximumPercent(all.maximumPercent()).minimumHealthyPercent(all.minimumHealthyPercent());
    }
    if (comparison.differsAt(CIRCUIT_BREAKER)) {
      patch.deploymentCircuitBreaker(all.deploymentCircuitBreaker());
    }
    if (comparison.differsAt(STRATEGY)) {
      patch.strategy(DeploymentStrategy.ROLLING);
    }
    if (comparison.differsAt(BAKE_TIME)) {
      patch.bakeTimeInMinutes(0);
    }
    if (comparison.differsAt(ALARMS)) {
      patch.alarms(alarms());
    }
    return patch.build();
  }
}
