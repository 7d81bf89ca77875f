package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Amazon EC2, as far as the network around a container goes. */
public final class Ec2 {
  private Ec2() {}

  /** EC2 is one service to its callers and several classes here. */
  public static List<ServiceDefinition> definitions() {
    return List.of(
        SecurityGroupService.definition(),
        SecurityGroupRuleService.definition(),
        VpcService.definition(),
        SubnetService.definition(),
        Ipv6Service.definition(),
        RouteTableService.definition(),
        GatewayService.definition(),
        NatGatewayService.definition(),
        NetworkAclService.definition(),
        VpcEndpointService.definition(),
        InterfaceService.definition(),
        RegionService.definition(),
        TagService.definition());
  }

  static ServiceDefinition definition(
      Class<? extends SandboxService> type, Function<Context, SandboxService> create) {
    return new ServiceDefinition(
        "ec2", Protocol.EC2_QUERY, Ec2Client.class, false, type, create, Set.of(), Ticker.NONE);
  }
}
