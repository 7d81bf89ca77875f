package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
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
 * One of a deployment's two security groups as it should be.
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
  private static final int HTTP = 80;
  private static final String ANYWHERE = "0.0.0.0/0";

  /** The groups that the operator makes for a deployment: none where the spec names others. */
  static List<GroupForm> of(PurpleMcpDeployment deployment) {
    var forms = new ArrayList<GroupForm>();
    deployment
        .spec()
        .loadBalancer()
        .filter(balancer -> balancer.securityGroups().isEmpty())
        .ifPresent(balancer -> forms.add(ofLoadBalancer(deployment, balancer)));
    if (deployment.spec().network().securityGroups().isEmpty()) {
      forms.add(ofTasks(deployment));
    }
    return forms;
  }

  private static GroupForm ofLoadBalancer(
      PurpleMcpDeployment deployment, LoadBalancerSpec balancer) {
    var rules = new ArrayList<Atom>();
    for (String cidr : balancer.allowedCidrs()) {
      rules.add(ingress(HTTPS, Cidr.canonical(cidr), "Clients over HTTPS"));
      if (balancer.httpRedirect()) {
        rules.add(ingress(HTTP, Cidr.canonical(cidr), "Clients that are redirected to HTTPS"));
      }
    }
    int port = deployment.spec().server().port();
    orElse(deployment.spec().network().securityGroups(), deployment.names().taskSecurityGroup())
        .forEach(
            peer -> rules.add(Atom.tcp(Atom.Direction.EGRESS, port, peer, "Purple MCP tasks")));
    return new GroupForm(
        deployment.names().loadBalancerSecurityGroup(),
        deployment.spec().network().vpcId(),
        "Load balancer of the Purple MCP deployment " + deployment.name(),
        Reference.LOAD_BALANCER_SECURITY_GROUP_ID,
        Ownership.tags(deployment, LOAD_BALANCER_ROLE),
        port,
        List.copyOf(rules));
  }

  private static GroupForm ofTasks(PurpleMcpDeployment deployment) {
    int port = deployment.spec().server().port();
    var rules = new ArrayList<Atom>();
    deployment
        .spec()
        .loadBalancer()
        .ifPresentOrElse(
            balancer ->
                orElse(balancer.securityGroups(), deployment.names().loadBalancerSecurityGroup())
                    .forEach(peer -> rules.add(ingress(port, peer, "Load balancer"))),
            () ->
                deployment
                    .spec()
                    .network()
                    .allowedCidrs()
                    .forEach(cidr -> rules.add(ingress(port, Cidr.canonical(cidr), "Clients"))));
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

  /**
   * Whether a rule that was not declared opens the deployment: to the world, or to anybody at the
   * tasks' own port, past the load balancer.
   */
  boolean opens(Atom extra) {
    boolean world =
        io.purplemcp.operator.desired.Cidr.parse(extra.peer())
            .filter(io.purplemcp.operator.desired.Cidr::isOpenToTheWorld)
            .isPresent();
    boolean pastTheLoadBalancer =
        reference == Reference.TASK_SECURITY_GROUP_ID && extra.covers(port);
    return extra.direction() == Atom.Direction.INGRESS && (world || pastTheLoadBalancer);
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

  /** By which reference the other group of the deployment is known; empty for any other peer. */
  static Optional<Reference> reference(Names names, String peer) {
    if (peer.equals(names.taskSecurityGroup())) {
      return Optional.of(Reference.TASK_SECURITY_GROUP_ID);
    }
    return peer.equals(names.loadBalancerSecurityGroup())
        ? Optional.of(Reference.LOAD_BALANCER_SECURITY_GROUP_ID)
        : Optional.empty();
  }
}
