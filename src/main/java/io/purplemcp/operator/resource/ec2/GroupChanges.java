package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Plans what puts the groups of a deployment or gateway right.
 *
 * @param live the groups that exist, by name
 * @param peers the references by which groups that rules name are known, by the groups' names
 */
record GroupChanges(
    Map<String, SecurityGroup> live,
    Map<String, Reference> peers,
    Map<String, String> groupNames,
    Assessment.Builder assessment) {
  private static final String GONE = "InvalidGroup.NotFound";

  /**
   * The groups' rules refer to each other, so rules are written when the last group that is missing
   * has been made.
   */
  void plan(List<GroupForm> forms) {
    int lastMissing = -1;
    for (int i = 0; i < forms.size(); i++) {
      if (!live.containsKey(forms.get(i).groupName())) {
        lastMissing = i;
      }
    }
    var postponed = new ArrayList<Call>();
    for (int i = 0; i < forms.size(); i++) {
      Plan plan = plan(forms.get(i));
      List<Call> calls = new ArrayList<>(plan.group());
      if (i < lastMissing) {
        ResourceId group = SecurityGroups.id(forms.get(i).groupName());
        plan.rules().forEach(rule -> postponed.add(rule.about(group)));
      } else {
        calls.addAll(plan.rules());
      }
      if (i == lastMissing) {
        calls.addAll(postponed);
      }
      change(forms.get(i), plan.comparison(), calls);
    }
  }

  /** What one group needs: itself and its tags first, its rules apart. */
  private record Plan(Comparison comparison, List<Call> group, List<Call> rules) {}

  private Plan plan(GroupForm form) {
    Optional<SecurityGroup> existing = Optional.ofNullable(live.get(form.groupName()));
    var comparison = new Comparison();
    comparison.value(
        "GroupName", form.groupName(), existing.map(SecurityGroup::groupName).orElse(null));
    comparison.value("VpcId", form.vpcId(), existing.map(SecurityGroup::vpcId).orElse(null));
    RuleComparison rules =
        RuleComparison.of(
            comparison,
            form.rules(),
            existing.map(GroupChanges::atoms).orElse(List.of()),
            groupNames,
            form::opens);
    TagComparison tags =
        TagComparison.of(
            comparison, form.tags(), existing.map(SecurityGroups::tags).orElse(Map.of()));
    Function<Execution, String> groupId =
        execution ->
            existing
                .map(SecurityGroup::groupId)
                .orElseGet(() -> execution.reference(form.reference()));
    var ruleCalls = new RuleCalls(groupId, peer -> Optional.ofNullable(peers.get(peer)));
    List<Call> calls = new ArrayList<>(ruleCalls.of(rules));
    if (existing.isEmpty()) {
      calls.addAll(ruleCalls.revokeDefaultEgress());
    }
    return new Plan(
        comparison,
        existing.map(group -> retag(group.groupId(), tags)).orElse(List.of(create(form))),
        calls);
  }

  private void change(GroupForm form, Comparison comparison, List<Call> calls) {
    ResourceId id = SecurityGroups.id(form.groupName());
    assessment.compared(id, comparison);
    if (!live.containsKey(form.groupName())) {
      assessment.change(Change.create(id, comparison.differences(), calls.toArray(Call[]::new)));
    } else if (!comparison.same()) {
      assessment.change(Change.update(id, comparison.differences(), calls));
    }
  }

  static List<Atom> atoms(SecurityGroup group) {
    return Stream.concat(
            group.ipPermissions().stream()
                .flatMap(permission -> Atom.of(Atom.Direction.INGRESS, permission).stream()),
            group.ipPermissionsEgress().stream()
                .flatMap(permission -> Atom.of(Atom.Direction.EGRESS, permission).stream()))
        .toList();
  }

  private static Call create(GroupForm form) {
    return Call.of(
        "ec2:CreateSecurityGroup",
        execution -> {
          var answer =
              execution
                  .clients()
                  .ec2()
                  .createSecurityGroup(
                      request ->
                          request
                              .groupName(form.groupName())
                              .description(form.description())
                              .vpcId(form.vpcId())
                              .tagSpecifications(
                                  tags ->
                                      tags.resourceType(ResourceType.SECURITY_GROUP)
                                          .tags(Tags.list(form.tags(), GroupChanges::tag))));
          execution.publish(form.reference(), answer.groupId());
          return answer;
        });
  }

  private static List<Call> retag(String groupId, TagComparison tags) {
    var calls = new ArrayList<Call>();
    if (!tags.toSet().isEmpty()) {
      calls.add(
          Call.of(
              "ec2:CreateTags",
              execution ->
                  execution
                      .clients()
                      .ec2()
                      .createTags(
                          request ->
                              request
                                  .resources(groupId)
                                  .tags(Tags.list(tags.toSet(), GroupChanges::tag)))));
    }
    if (!tags.toRemove().isEmpty()) {
      List<Tag> keys =
          tags.toRemove().stream().sorted().map(key -> Tag.builder().key(key).build()).toList();
      calls.add(
          Call.of(
              "ec2:DeleteTags",
              execution ->
                  execution
                      .clients()
                      .ec2()
                      .deleteTags(request -> request.resources(groupId).tags(keys))));
    }
    return calls;
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /**
   * Deletes a group: first its rules, and those by which others that are to go refer to it; SG07.
   *
   * @param staying the groups that are to go too and still exist when this one goes
   */
  static Change delete(SecurityGroup group, List<SecurityGroup> staying) {
    List<Call> calls = new ArrayList<>(revoke(group, atoms(group)));
    staying.forEach(
        other ->
            calls.addAll(
                revoke(
                    other,
                    atoms(other).stream().filter(atom -> atom.names(group.groupId())).toList())));
    calls.add(Call.of("ec2:DeleteSecurityGroup", execution -> delete(execution, group)));
    return Change.delete(SecurityGroups.id(GroupForm.place(group)), calls.toArray(Call[]::new));
  }

  private static List<Call> revoke(SecurityGroup group, List<Atom> atoms) {
    return RuleCalls.of(group.groupId()).revoke(atoms);
  }

  private static DeleteSecurityGroupResponse delete(Execution execution, SecurityGroup group) {
    try {
      return execution
          .clients()
          .ec2()
          .deleteSecurityGroup(request -> request.groupId(group.groupId()));
    } catch (Ec2Exception e) {
      if (GONE.equals(e.awsErrorDetails().errorCode())) {
        return DeleteSecurityGroupResponse.builder().build();
      }
      throw e;
    }
  }
}
