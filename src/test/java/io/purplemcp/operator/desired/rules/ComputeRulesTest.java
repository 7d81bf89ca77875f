package io.purplemcp.operator.desired.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about where and how many tasks run, by what the file looked like. */
final class ComputeRulesTest {
  @Test
  void bounds_and_one_metric_are_enough() {
    AutoscalingSpec scaling =
        Written.withSpec("compute: {autoscaling: {max: 5, cpuPercent: 60}}")
            .deployment()
            .spec()
            .compute()
            .autoscaling()
            .orElseThrow();

    assertThat(scaling.min()).isEqualTo(1);
    assertThat(scaling.scaleInCooldownSeconds()).isEqualTo(300);
    assertThat(scaling.within(0)).isEqualTo(1);
    assertThat(scaling.within(3)).isEqualTo(3);
    assertThat(scaling.within(9)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{replicas: 2, autoscaling: {max: 5, cpuPercent: 60}} | spec.compute.replicas: found 2;"
            + " give either replicas or autoscaling",
        "{autoscaling: {min: 6, max: 5, cpuPercent: 60}} | spec.compute.autoscaling.max: found 5;"
            + " must not be less than min, which is 6",
        "{autoscaling: {max: 5}} | give at least one of cpuPercent, memoryPercent and"
            + " requestsPerTarget",
        "{autoscaling: {max: 5, requestsPerTarget: 100}} | it is the load balancer that counts"
            + " requests",
        "{autoscaling: {cpuPercent: 60}} | spec.compute.autoscaling",
        "{autoscaling: {max: 5, cpuPercent: 101}} | spec.compute.autoscaling.cpuPercent",
        "{autoscaling: {min: 0, max: 5, cpuPercent: 60}} | spec.compute.autoscaling.min",
        "{autoscaling: {max: 5, cpuPercent: 60, scaleInCooldown: 5}} | scaleInCooldownSeconds",
      })
  void auto_scaling_that_cannot_be_is_told_with_what_can(String compute, String told) {
    assertThat(Written.withSpec("compute: " + compute).problem()).contains(told);
  }
}
