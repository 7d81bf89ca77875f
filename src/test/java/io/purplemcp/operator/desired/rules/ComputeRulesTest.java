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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{capacityProviders: [{name: FARGATE}, {name: mine}]} | cannot be mixed",
        "{capacityProviders: [{name: FARGATE}, {name: FARGATE}]} | names a capacity provider twice",
        "{capacityProviders: [{name: FARGATE, base: 1}, {name: FARGATE_SPOT, base: 1}]} | only one"
            + " capacity provider may have a base",
        "{capacityProviders: [{name: FARGATE, weight: 0}]} | needs a weight above 0",
        "{capacityProviders: [{name: mine}]} | spec.network.assignPublicIp",
        "{capacityProviders: [{weight: 1}]} | name",
        "{architecture: ARM64, platformVersion: 1.3.0} | from platform version 1.4.0 on",
        "{architecture: X86_64, platformVersion: 1.3.0, ephemeralStorageGiB: 30} | from platform"
            + " version 1.4.0 on",
        "{architecture: X86_64, platformVersion: 1.2.0, capacityProviders: [{name: FARGATE_SPOT}]}"
            + " | from platform version 1.3.0 on",
        "{ephemeralStorageGiB: 20} | spec.compute.ephemeralStorageGiB",
        "{ephemeralStorageGiB: 201} | spec.compute.ephemeralStorageGiB",
        "{cpu: 384, memory: 1024} | allowed: 256, 512, 1024, 2048, 4096, 8192, 16384",
        "{enableExecuteCommand: true} | ECS Exec needs a task role",
      })
  void compute_that_cannot_be_is_told_with_what_can(String compute, String told) {
    assertThat(Written.withSpec("compute: " + compute).problem()).contains(told);
  }

  @Test
  void sizes_are_free_on_instances() {
    assertThat(
            onInstances("{cpu: 384, memory: 5000, capacityProviders: [{name: mine}]}").warnings())
        .isEmpty();
    assertThat(onInstances("{platformVersion: 1.4.0, capacityProviders: [{name: mine}]}").problem())
        .contains("only Fargate has platform versions");
    assertThat(
            onInstances("{ephemeralStorageGiB: 50, capacityProviders: [{name: mine}]}").problem())
        .contains("only Fargate gives tasks a storage of their own");
  }

  @Test
  void a_task_role_is_another_than_the_execution_role() {
    assertThat(Written.withSpec("iam: {taskRoleName: purple-mcp-acme}").problem())
        .contains("it must be another role than the execution role");
    assertThat(
            Written.withSpec(
                    "iam: {taskRoleName: t, taskRoleArn: 'arn:aws:iam::111122223333:role/t'}")
                .problem())
        .contains("give either taskRoleName or taskRoleArn");
  }

  @Test
  void moving_tasks_between_zones_needs_room() {
    assertThat(
            Written.withSpec(
                    "deployment: {maximumPercent: 100, minimumHealthyPercent: 0,"
                        + " availabilityZoneRebalancing: ENABLED}")
                .problem())
        .contains("set maximumPercent above 100");
  }

  private static Written onInstances(String compute) {
    return Written.of(
        Written.PLAIN.replace("    vpcId", "    assignPublicIp: false\n    vpcId")
            + "  compute: "
            + compute
            + "\n");
  }
}
