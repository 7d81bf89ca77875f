package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * One of the security groups of a deployment or gateway as it should be.
 *
 * @param reference by which others know its id
 * @param port where the tasks listen
 * @param rules its rules; a peer may be the name of the other group, whose id AWS chooses
 */
record GroupForm(
    String groupName,
    String vpcId,
    String description,
    Reference reference,
    Map<String, String> tags,
    int port,
    List<Atom> rules) {
  static final String LOAD_BALANCER_ROLE = "load-balancer-security-group";
  static final String TASK_ROLE = "task-security-group";
  private static final int HTTPS = 443;

  /** The deployments behind a gateway listen on ports of their own. */
  private static final int NO_PORT = 0;

  private static final int HTTP = 80;
  private static final String ANYWHERE = "0.0.0.0/0";

  /**
   * The groups that the operator makes for a deployment: none where the spec names others.
   *
   * @param gatewayGroups the groups of the gateway that it attaches to, by name or id
   */
  static List<GroupForm> of(PurpleMcpDeployment deployment, List<String> gatewayGroups) {
    var forms = new ArrayList<GroupForm>();
    Balancer.of(deployment)
        .filter(balancer -> balancer.spec().securityGroups().isEmpty())
        .ifPresent(
            balancer ->
                forms.add(
                    ofLoadBalancer(
                        balancer, egress(deployment), deployment.spec().server().port())));
    if (deployment.spec().network().securityGroups().isEmpty()) {
      forms.add(ofTasks(deployment, gatewayGroups));
    }
    return forms;
  }

  /** The same, where only names matter. */
  static List<GroupForm> of(PurpleMcpDeployment deployment) {
    return of(deployment, List.of());
  }

  /**
   * The group that the operator makes for a gateway. Its tasks are those of many deployments, and a
   * group has room for few rules, so that what it may reach is told by port.
   *
   * @param ports of the deployments that attach to it
   */
  static List<GroupForm> of(PurpleMcpGateway gateway, Set<Integer> ports) {
    Balancer balancer = Balancer.of(gateway);
    if (!balancer.spec().securityGroups().isEmpty()) {
      return List.of();
    }
    List<Atom> egress =
        ports.stream()
            .sorted()
            .map(port -> Atom.tcp(Atom.Direction.EGRESS, port, ANYWHERE, "Purple MCP tasks"))
            .toList();
    return List.of(ofLoadBalancer(balancer, egress, NO_PORT));
  }

  private static List<Atom> egress(PurpleMcpDeployment deployment) {
    int port = deployment.spec().server().port();
    return orElse(
            deployment.spec().network().securityGroups(), deployment.names().taskSecurityGroup())
        .stream()
        .map(peer -> Atom.tcp(Atom.Direction.EGRESS, port, peer, "Purple MCP tasks"))
        .toList();
  }

  private static GroupForm ofLoadBalancer(Balancer balancer, List<Atom> egress, int port) {
    var rules = new ArrayList<Atom>();
    for (String cidr : balancer.spec().allowedCidrs()) {
      rules.add(ingress(HTTPS, Cidr.canonical(cidr), "Clients over HTTPS"));
      if (balancer.spec().httpRedirect()) {
        rules.add(ingress(HTTP, Cidr.canonical(cidr), "Clients that are redirected to HTTPS"));
      }
    }
    rules.addAll(egress);
    return new GroupForm(
        balancer.securityGroup(),
        balancer.vpcId(),
        "Load balancer of the Purple MCP %s %s"
            .formatted(balancer.shared() ? "gateway" : "deployment", balancer.owner().name()),
        Reference.LOAD_BALANCER_SECURITY_GROUP_ID,
        Ownership.tags(balancer.owner(), LOAD_BALANCER_ROLE),
        port,
        List.copyOf(rules));
  }

  private static GroupForm ofTasks(PurpleMcpDeployment deployment, List<String> gatewayGroups) {
    int port = deployment.spec().server().port();
    var rules = new ArrayList<Atom>();
    if (deployment.spec().gateway().isPresent()) {
      gatewayGroups.forEach(peer -> rules.add(ingress(port, peer, "Load balancer")));
    } else if (deployment.spec().loadBalancer().isPresent()) {
      orElse(
              deployment.spec().loadBalancer().get().securityGroups(),
              deployment.names().loadBalancerSecurityGroup())
          .forEach(peer -> rules.add(ingress(port, peer, "Load balancer")));
    } else {
      deployment
          .spec()
          .network()
          .allowedCidrs()
          .forEach(cidr -> rules.add(ingress(port, Cidr.canonical(cidr), "Clients")));
    }
    rules.add(
        Atom.tcp(Atom.Direction.EGRESS, HTTPS, ANYWHERE, "SentinelOne console and AWS over HTTPS"));
    return new GroupForm(
        deployment.names().taskSecurityGroup(),
        deployment.spec().network().vpcId(),
        "Tasks of the Purple MCP deployment " + deployment.name(),
        Reference.TASK_SECURITY_GROUP_ID,
        Ownership.tags(deployment, TASK_ROLE),
        port,
        List.copyOf(rules));
  }

  GroupForm with(List<Atom> otherRules) {
    return new GroupForm(groupName, vpcId, description, reference, tags, port, otherRules);
  }

  /**
   * Whether a rule that was not declared opens the deployment: to the world, or to anybody at the
   * tasks' own port, past the load balancer.
   */
  boolean opens(Atom extra) {
    boolean pastTheLoadBalancer =
        reference == Reference.TASK_SECURITY_GROUP_ID && extra.covers(port);
    return letsTheWorldIn(extra)
        || extra.direction() == Atom.Direction.INGRESS && pastTheLoadBalancer;
  }

  static boolean letsTheWorldIn(Atom rule) {
    return rule.direction() == Atom.Direction.INGRESS
        && io.purplemcp.operator.desired.Cidr.parse(rule.peer())
            .filter(io.purplemcp.operator.desired.Cidr::isOpenToTheWorld)
            .isPresent();
  }

  private static Atom ingress(int port, String peer, String description) {
    return Atom.tcp(Atom.Direction.INGRESS, port, peer, description);
  }

  private static List<String> orElse(List<String> referenced, String ours) {
    return referenced.isEmpty() ? List.of(ours) : referenced;
  }

  /**
   * The same, with the tasks' own port open on others too: tasks of an earlier rollout use them.
   */
  GroupForm alsoOn(Set<Integer> others) {
    var all = new LinkedHashSet<>(rules);
    rules.stream()
        .filter(rule -> rule.ports().equals(Optional.of(Atom.Ports.single(port))))
        .forEach(rule -> others.forEach(other -> all.add(rule.on(other))));
    return new GroupForm(groupName, vpcId, description, reference, tags, port, List.copyOf(all));
  }

  /** What a group is found by: names are unique within a VPC. */
  String place() {
    return groupName + " in " + vpcId;
  }

  static String place(SecurityGroup group) {
    return group.groupName() + " in " + group.vpcId();
  }
}
