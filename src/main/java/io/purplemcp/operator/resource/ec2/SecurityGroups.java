package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Tags;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The security groups of a deployment's load balancer and of its tasks. */
public final class SecurityGroups implements ResourceKind<SecurityGroups.Observed> {
  public static final String NAME = "SecurityGroup";

  /** Interfaces of tasks go within minutes, those of load balancers sometimes later; SG06. */
  private static final Duration UNTIL_UNUSED = Duration.ofSeconds(20);

  /**
   * @param groups the groups that carry our tag, bear one of our names or are referred to
   * @param users the network interfaces in groups of ours that no deployment wants any more
   */
  public record Observed(List<SecurityGroup> groups, List<NetworkInterface> users) {
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
    var live = new HashMap<String, SecurityGroup>();
    var allowed = new ArrayList<GroupForm>();
    for (GroupForm form : GroupForm.of(deployment)) {
      Optional<SecurityGroup> existing = observed.find(form.groupName(), form.vpcId());
      Optional<Finding> refusal =
          existing.flatMap(
              group ->
                  OwnershipCheck.refusal(
                      id(form.groupName()), group.groupId(), tags(group), deployment, view));
      refusal.ifPresentOrElse(assessment::finding, () -> allowed.add(form));
      if (refusal.isEmpty()) {
        existing.ifPresent(
            group -> {
              live.put(form.groupName(), group);
              assessment.claim(group.groupId()).reference(form.reference(), group.groupId());
            });
      }
    }
    new GroupChanges(deployment, live, assessment).plan(allowed);
    List<SecurityGroup> superseded = superseded(deployment, observed);
    superseded.forEach(group -> assessment.claim(group.groupId()));
    retire(superseded, observed, assessment);
    return assessment.build();
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

  /** Groups that this deployment has had and that its spec has no use for any more. */
  private static List<SecurityGroup> superseded(PurpleMcpDeployment deployment, Observed observed) {
    Set<String> roles = Set.of(GroupForm.LOAD_BALANCER_ROLE, GroupForm.TASK_ROLE);
    Set<String> wanted =
        GroupForm.of(deployment).stream().map(GroupForm::place).collect(Collectors.toSet());
    return observed.groups().stream()
        .filter(group -> !wanted.contains(GroupForm.place(group)))
        .filter(group -> deployment.name().equals(tags(group).get(Ownership.DEPLOYMENT)))
        .filter(group -> Ownership.OPERATOR.equals(tags(group).get(Ownership.MANAGED_BY)))
        .filter(group -> roles.contains(tags(group).getOrDefault(Ownership.ROLE, "")))
        .toList();
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(SecurityGroups.class).groups().stream()
        .flatMap(
            group ->
                Ownership.of(tags(group)).stream()
                    .map(mine -> new Owned(id(group.groupName()), group.groupId(), mine)))
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
        id(group.groupName()),
        "The security group %s (%s) is deleted when no network interface uses it any more; now: %s"
            .formatted(group.groupName(), group.groupId(), names),
        UNTIL_UNUSED);
  }
}
