package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Tags;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.elb.TargetGroups;
import io.purplemcp.operator.resource.waf.WebAcls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The security groups of a deployment's load balancer and of its tasks. */
public final class SecurityGroups implements ResourceKind<SecurityGroups.Observed> {
  public static final String NAME = "SecurityGroup";

  /** The calls that change a group, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "ingress",
          Set.of(
              "AuthorizeSecurityGroupIngress",
              "RevokeSecurityGroupIngress",
              "ModifySecurityGroupRules",
              "UpdateSecurityGroupRuleDescriptionsIngress"),
          "egress",
          Set.of(
              "AuthorizeSecurityGroupEgress",
              "RevokeSecurityGroupEgress",
              "ModifySecurityGroupRules",
              "UpdateSecurityGroupRuleDescriptionsEgress"),
          "tags",
          Set.of("CreateTags", "DeleteTags"));

  /** Interfaces of tasks go within minutes, those of load balancers sometimes later; SG06. */
  private static final Duration UNTIL_UNUSED = Duration.ofSeconds(20);

  /**
   * @param groups the groups that carry our tag, bear one of our names or are referred to
   * @param users the network interfaces in groups of ours that no deployment wants any more
   * @param gateways the load balancers of the declared gateways, by the gateway's name
   * @param ports on which the deployments of each gateway listen, by the gateway's name
   */
  public record Observed(
      List<SecurityGroup> groups,
      List<NetworkInterface> users,
      Map<String, Balancer> gateways,
      Map<String, Set<Integer>> ports) {
    Optional<SecurityGroup> find(String groupName, String vpcId) {
      return groups.stream()
          .filter(group -> groupName.equals(group.groupName()) && vpcId.equals(group.vpcId()))
          .findFirst();
    }

    Optional<SecurityGroup> find(String groupId) {
      return groups.stream().filter(group -> groupId.equals(group.groupId())).findFirst();
    }

    List<NetworkInterface> users(String groupId) {
      return users.stream()
          .filter(use -> use.groups().stream().anyMatch(in -> groupId.equals(in.groupId())))
          .toList();
    }
  }

  static ResourceId id(String groupName) {
    return new ResourceId(NAME, groupName);
  }

  static Map<String, String> tags(SecurityGroup group) {
    return Tags.map(group.tags(), Tag::key, Tag::value);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return GroupReading.of(look);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(SecurityGroups.class);
    var assessment = Assessment.builder();
    referenced(deployment)
        .filter(id -> observed.find(id).isEmpty())
        .forEach(id -> assessment.finding(missing(id, view)));
    Names names = deployment.names();
    Map<String, Reference> peers = new HashMap<>();
    peers.put(names.taskSecurityGroup(), Reference.TASK_SECURITY_GROUP_ID);
    peers.put(names.loadBalancerSecurityGroup(), Reference.LOAD_BALANCER_SECURITY_GROUP_ID);
    Map<String, String> neighbours = new HashMap<>();
    List<String> gatewayGroups = new ArrayList<>();
    deployment
        .spec()
        .gateway()
        .flatMap(gateway -> Optional.ofNullable(observed.gateways().get(gateway.name())))
        .ifPresent(
            balancer -> {
              gatewayGroups.addAll(groups(balancer));
              peers.put(balancer.securityGroup(), Reference.LOAD_BALANCER_SECURITY_GROUP_ID);
              observed
                  .find(balancer.securityGroup(), balancer.vpcId())
                  .ifPresent(
                      group -> {
                        neighbours.put(group.groupId(), group.groupName());
                        assessment.reference(
                            Reference.LOAD_BALANCER_SECURITY_GROUP_ID, group.groupId());
                      });
            });
    Set<Integer> older = TargetGroups.olderPorts(deployment, view.snapshot());
    List<GroupForm> forms =
        GroupForm.of(deployment, gatewayGroups).stream().map(form -> form.alsoOn(older)).toList();
    assess(deployment, forms, peers, neighbours, view, assessment);
    return assessment.build();
  }

  /**
   * What tasks behind a load balancer admit: the groups that were named, or the one that we make.
   */
  private static List<String> groups(Balancer balancer) {
    return balancer.spec().securityGroups().isEmpty()
        ? List.of(balancer.securityGroup())
        : balancer.spec().securityGroups();
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    Observed observed = view.observed(SecurityGroups.class);
    var assessment = Assessment.builder();
    gateway.spec().loadBalancer().securityGroups().stream()
        .filter(id -> observed.find(id).isEmpty())
        .forEach(id -> assessment.finding(missing(id, view)));
    Set<Integer> ports = new TreeSet<>(observed.ports().getOrDefault(gateway.name(), Set.of()));
    ports.addAll(TargetGroups.portsBehind(gateway, view.snapshot()));
    assess(gateway, GroupForm.of(gateway, ports), Map.of(), Map.of(), view, assessment);
    return assessment.build();
  }

  private static void assess(
      Declaration owner,
      List<GroupForm> forms,
      Map<String, Reference> peers,
      Map<String, String> neighbours,
      View view,
      Assessment.Builder assessment) {
    Observed observed = view.observed(SecurityGroups.class);
    var live = new HashMap<String, SecurityGroup>();
    var allowed = new ArrayList<GroupForm>();
    for (GroupForm form : forms) {
      Optional<SecurityGroup> existing = observed.find(form.groupName(), form.vpcId());
      Optional<Finding> refusal =
          existing.flatMap(
              group ->
                  OwnershipCheck.refusal(
                      id(form.groupName()), group.groupId(), tags(group), owner, view));
      refusal.ifPresentOrElse(assessment::finding, () -> allowed.add(form));
      if (refusal.isEmpty()) {
        existing.ifPresent(
            group -> {
              live.put(form.groupName(), group);
              assessment.claim(group.groupId()).reference(form.reference(), group.groupId());
            });
      }
    }
    Map<String, String> names = names(owner, live, observed);
    names.putAll(neighbours);
    new GroupChanges(live, peers, names, assessment)
        .plan(allowed.stream().map(form -> guarded(form, live, owner, view)).toList());
  }

  /** The names of the owner's own groups by id, of those too that it has no use for now. */
  private static Map<String, String> names(
      Declaration owner, Map<String, SecurityGroup> live, Observed observed) {
    Map<String, String> names = new HashMap<>();
    Stream.concat(
            live.values().stream(),
            observed.groups().stream()
                .filter(group -> owner.name().equals(tags(group).get(Ownership.DEPLOYMENT))))
        .forEach(group -> names.put(group.groupId(), group.groupName()));
    return names;
  }

  private static Optional<Balancer> balancer(Declaration owner) {
    return owner instanceof PurpleMcpGateway gateway
        ? Optional.of(Balancer.of(gateway))
        : Balancer.of((PurpleMcpDeployment) owner);
  }

  /** What would open to the world waits until callers have to prove who they are. */
  private static GroupForm guarded(
      GroupForm form, Map<String, SecurityGroup> live, Declaration owner, View view) {
    boolean inForce =
        balancer(owner)
            .filter(declared -> declared.spec().authenticated())
            .map(declared -> WebAcls.inForce(declared, view))
            .orElse(true);
    if (inForce) {
      return form;
    }
    Set<String> open =
        Optional.ofNullable(live.get(form.groupName())).map(GroupChanges::atoms).stream()
            .flatMap(List::stream)
            .map(rule -> rule.path(rule.peer()))
            .collect(Collectors.toSet());
    return form.with(
        form.rules().stream()
            .filter(
                rule -> !GroupForm.letsTheWorldIn(rule) || open.contains(rule.path(rule.peer())))
            .toList());
  }

  /** The groups that a spec refers to instead of having them made. */
  static Stream<String> referenced(PurpleMcpDeployment deployment) {
    return Stream.concat(
        deployment.spec().network().securityGroups().stream(),
        deployment.spec().loadBalancer().stream()
            .flatMap(balancer -> balancer.securityGroups().stream()));
  }

  private static Finding missing(String groupId, View view) {
    return Finding.blocked(
        Reason.ReferenceNotFound,
        id(groupId),
        "The spec refers to the security group %s, and there is none of that id in %s; correct securityGroups, or leave it out to have one made"
            .formatted(groupId, view.region()));
  }

  @Override
  public boolean names(PurpleMcpGateway gateway, Owned owned) {
    return gateway.spec().loadBalancer().securityGroups().contains(owned.id())
        || GroupForm.of(gateway, Set.of()).stream()
            .anyMatch(form -> form.place().equals(owned.resource().name()));
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return referenced(deployment).anyMatch(owned.id()::equals)
        || GroupForm.of(deployment).stream()
            .anyMatch(form -> form.place().equals(owned.resource().name()));
  }

  /** A group that is gone has taken its id along. */
  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return snapshot.of(SecurityGroups.class).groups().stream()
        .filter(group -> resource.name().equals(group.groupName()))
        .filter(group -> Ownership.of(tags(group)).isPresent())
        .findFirst()
        .flatMap(group -> Trace.calls(path, CALLS).map(calls -> Trace.of(group.groupId(), calls)));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(SecurityGroups.class).groups().stream()
        .flatMap(
            group ->
                Ownership.of(tags(group)).stream()
                    .map(mine -> new Owned(id(GroupForm.place(group)), group.groupId(), mine)))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    Observed observed = view.observed(SecurityGroups.class);
    var assessment = Assessment.builder();
    retire(
        owned.stream().flatMap(each -> observed.find(each.id()).stream()).toList(),
        observed,
        assessment);
    return assessment.build();
  }

  private static void retire(
      List<SecurityGroup> groups, Observed observed, Assessment.Builder assessment) {
    var staying = new ArrayList<>(groups);
    for (SecurityGroup group : groups) {
      List<NetworkInterface> users = observed.users(group.groupId());
      if (users.isEmpty()) {
        staying.remove(group);
        assessment.change(GroupChanges.delete(group, staying));
      } else {
        assessment.finding(inUse(group, users));
      }
    }
  }

  private static Finding inUse(SecurityGroup group, List<NetworkInterface> users) {
    String names =
        users.stream()
            .map(use -> use.networkInterfaceId() + " (" + use.description() + ")")
            .sorted()
            .collect(Collectors.joining(", "));
    return Finding.waiting(
        Reason.WaitingForDependency,
        id(GroupForm.place(group)),
        "The security group %s (%s) is deleted when no network interface uses it any more; now: %s"
            .formatted(group.groupName(), group.groupId(), names),
        UNTIL_UNUSED);
  }
}
