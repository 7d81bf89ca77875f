package io.purplemcp.operator.resource.ec2.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * NW01: what the preflight concludes from descriptions is what happens to packets. The sandbox,
 * which follows single packets hop by hop, is the witness.
 */
class WitnessTest {
  private static final String ECR_IMAGE =
      "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest";

  private static final List<String> BLOCKS =
      List.of("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/16", "10.0.3.0/24", "10.0.1.0/24");
  private static final int[][] PORTS = {
    {443, 443}, {1024, 65535}, {32768, 65535}, {0, 65535}, {0, 1023}
  };

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 600)
  void NW01_the_verdict_on_a_random_network_is_what_becomes_of_the_packets(
      @ForAll("seeds") long seed) {
    SandboxNetwork network = new SandboxNetwork();
    Tasks tasks = new Maker(network, new Random(seed)).make();
    Preflight preflight =
        new Preflight(new TaskPreflight(network.topology(), tasks).judgements(), List.of());
    boolean works = network.works(tasks);
    Statistics.collect(preflight.verdict().getClass().getSimpleName(), works);
    if (preflight.verdict().isShut()) {
      assertThat(works).as("said to be shut: %s", preflight.sentence()).isFalse();
    } else if (preflight.verdict() instanceof Verdict.Open) {
      assertThat(works).as("said to be open: %s", network.topology()).isTrue();
    }
  }

  @Property(tries = 300)
  void a_default_route_to_a_nat_gateway_never_makes_it_worse(@ForAll("seeds") long seed) {
    SandboxNetwork network = new SandboxNetwork();
    Maker maker = new Maker(network, new Random(seed));
    Tasks tasks = maker.make();
    boolean before = isOpen(network, tasks);
    if (!maker.routed) {
      network.route(maker.taskTable, "0.0.0.0/0", network.natGateway(network.nat));
    }
    assertThat(isOpen(network, tasks) || !before).isTrue();
  }

  @Property(tries = 300)
  void a_rule_more_in_the_tasks_group_never_makes_it_worse(@ForAll("seeds") long seed) {
    SandboxNetwork network = new SandboxNetwork();
    Tasks tasks = new Maker(network, new Random(seed)).make();
    boolean before = isOpen(network, tasks);
    network.allow(
        network.taskGroup,
        true,
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(1)
            .toPort(65535)
            .ipRanges(r -> r.cidrIp("0.0.0.0/0"))
            .build());
    Tasks after = network.tasks(tasks.publicAddress(), tasks.image());
    assertThat(isOpen(network, after) || !before).isTrue();
  }

  private static boolean isOpen(SandboxNetwork network, Tasks tasks) {
    return new Preflight(new TaskPreflight(network.topology(), tasks).judgements(), List.of())
            .verdict()
        instanceof Verdict.Open;
  }

  /** Makes a network that works more often than not, and breaks something of it. */
  private static final class Maker {
    private final SandboxNetwork network;
    private final Random random;
    private String taskTable;
    private boolean routed;

    Maker(SandboxNetwork network, Random random) {
      this.network = network;
      this.random = random;
    }

    private boolean rarely() {
      return random.nextInt(5) == 0;
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    Tasks make() {
      String nat = network.natGateway(rarely() ? network.tasks : network.nat);
      String main = network.mainTable();
      taskTable = random.nextBoolean() ? network.table(network.tasks) : main;
      routes(taskTable, nat);
      String natTable = random.nextInt(4) == 0 ? main : network.table(network.nat);
      if (!natTable.equals(taskTable) && !rarely()) {
        network.route(natTable, "0.0.0.0/0", network.igw);
      }
      acl(network.tasks);
      acl(network.nat);
      acl(network.place);
      endpoints();
      egress();
      if (rarely()) {
        network.nats.deleteNatGateway(DeleteNatGatewayRequest.builder().natGatewayId(nat).build());
      }
      if (random.nextInt(10) == 0) {
        network.gateways.detachInternetGateway(
            DetachInternetGatewayRequest.builder()
                .internetGatewayId(network.igw)
                .vpcId(network.vpc)
                .build());
      }
      return network.tasks(random.nextBoolean(), rarely() ? "docker.io/acme/server:1" : ECR_IMAGE);
    }

    private void routes(String table, String nat) {
      List<String> targets = List.of(nat, nat, network.igw);
      routed = !rarely();
      if (routed) {
        network.route(table, "0.0.0.0/0", any(targets));
      }
      if (rarely()) {
        network.route(table, "128.0.0.0/1", any(targets));
      }
      if (rarely()) {
        network.route(table, "0.0.0.0/1", any(targets));
      }
    }

    private void acl(String subnet) {
      if (random.nextInt(3) > 0) {
        return;
      }
      String acl = network.acl(subnet);
      for (boolean egress : new boolean[] {true, false}) {
        int rules = 1 + random.nextInt(3);
        for (int i = 0; i < rules; i++) {
          int[] ports = PORTS[random.nextInt(PORTS.length)];
          RuleAction action = rarely() ? RuleAction.DENY : RuleAction.ALLOW;
          network.aclRule(acl, egress, 10 + i, action, any(BLOCKS), ports[0], ports[1]);
        }
        if (!rarely()) {
          network.aclRule(acl, egress, 100, RuleAction.ALLOW, "0.0.0.0/0", 0, 65535);
        }
      }
    }

    private void endpoints() {
      for (String service : List.of("ecr.api", "ecr.dkr", "secretsmanager", "logs")) {
        if (random.nextInt(3) == 0) {
          endpoint(service);
        }
      }
      if (random.nextBoolean()) {
        network.endpoints.createVpcEndpoint(
            CreateVpcEndpointRequest.builder()
                .vpcId(network.vpc)
                .serviceName("com.amazonaws.us-east-1.s3")
                .vpcEndpointType(VpcEndpointType.GATEWAY)
                .routeTableIds(random.nextBoolean() ? List.of(taskTable) : List.of())
                .build());
      }
    }

    private void endpoint(String service) {
      String group = network.group("endpoint-" + service);
      switch (random.nextInt(6)) {
        case 0 -> network.allow(group, false, SandboxNetwork.https("10.0.9.0/24"));
        case 1 ->
            network.allow(
                group,
                false,
                SandboxNetwork.https()
                    .userIdGroupPairs(UserIdGroupPair.builder().groupId(network.taskGroup).build())
                    .build());
        default -> network.allow(group, false, SandboxNetwork.https("10.0.0.0/16"));
      }
      network.endpoints.createVpcEndpoint(
          CreateVpcEndpointRequest.builder()
              .vpcId(network.vpc)
              .serviceName("com.amazonaws.us-east-1." + service)
              .vpcEndpointType(VpcEndpointType.INTERFACE)
              .privateDnsEnabled(!rarely())
              .securityGroupIds(group)
              .subnetIds(rarely() ? network.tasks : network.place)
              .build());
    }

    private void egress() {
      if (random.nextInt(3) > 0) {
        return;
      }
      network.letNothingOut(network.taskGroup);
      for (int i = 0; i < 2; i++) {
        switch (random.nextInt(5)) {
          case 0 -> allow(SandboxNetwork.https("10.0.0.0/16"));
          case 1 ->
              allow(
                  SandboxNetwork.https()
                      .prefixListIds(
                          PrefixListId.builder().prefixListId(SandboxNetwork.S3_LIST).build())
                      .build());
          case 2 -> {
            // Nothing more.
          }
          default -> allow(SandboxNetwork.https("0.0.0.0/0"));
        }
      }
    }

    private void allow(IpPermission rule) {
      boolean there =
          network.securityGroups().get(network.taskGroup).ipPermissionsEgress().stream()
              .anyMatch(
                  each ->
                      each.ipRanges().containsAll(rule.ipRanges())
                          && each.prefixListIds().containsAll(rule.prefixListIds()));
      if (!there) {
        network.allow(network.taskGroup, true, rule);
      }
    }
  }
}
