package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a deployment's tasks and load balancer, or a gateway's load balancer, are to live.
 *
 * @param vpcField the field that names the VPC
 * @param fields the fields that name the subnets
 * @param tasks the tasks' subnets; a gateway has none
 * @param preflight what a bad verdict holds up
 */
record Ground(
    String vpcField,
    String fields,
    String vpcId,
    List<String> tasks,
    Optional<Balancer> balancer,
    NetworkSpec.Preflight preflight) {

  static Ground of(Declaration declared) {
    return declared instanceof PurpleMcpGateway gateway
        ? of(gateway)
        : of((PurpleMcpDeployment) declared);
  }

  static Ground of(PurpleMcpDeployment deployment) {
    NetworkSpec network = deployment.spec().network();
    return new Ground(
        "network.vpcId",
        "network.subnets or loadBalancer.subnets",
        network.vpcId(),
        network.subnets(),
        Balancer.of(deployment),
        network.preflight());
  }

  static Ground of(PurpleMcpGateway gateway) {
    return new Ground(
        "vpcId",
        "loadBalancer.subnets",
        gateway.spec().vpcId(),
        List.of(),
        Optional.of(Balancer.of(gateway)),
        gateway.spec().preflight());
  }

  List<String> balancerSubnets() {
    return balancer.map(declared -> declared.spec().subnets()).orElse(List.of());
  }

  Stream<String> subnets() {
    return Stream.concat(tasks.stream(), balancerSubnets().stream());
  }

  boolean enforced() {
    return preflight == NetworkSpec.Preflight.Enforce;
  }
}
