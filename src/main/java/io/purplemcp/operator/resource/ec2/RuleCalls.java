package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;

/**
 * The calls that change a group's rules.
 *
 * @param groupId the group's id, known at the latest when the call is made
 * @param references what a rule's peer stands for, where it is the name of a group of ours
 */
record RuleCalls(
    Function<Execution, String> groupId, Function<String, Optional<Reference>> references) {
  private static final Set<String> THERE_ALREADY = Set.of("InvalidPermission.Duplicate");

  /** A rule whose peer is gone cannot be named any more, and does nothing. */
  private static final Set<String> GONE_ALREADY =
      Set.of("InvalidPermission.NotFound", "InvalidGroup.NotFound");

  /** The same, and EC2's words for a family of addresses that the VPC does not have. */
  private static final Set<String> NEVER_THERE =
      Set.of("InvalidPermission.NotFound", "InvalidParameterValue");

  /** The calls on a group that exists and whose rules name ids only. */
  static RuleCalls of(String groupId) {
    return new RuleCalls(any -> groupId, peer -> Optional.empty());
  }

  /** Nothing is cut before its replacement stands: authorise, describe, revoke; SG03. */
  List<Call> of(RuleComparison rules) {
    var calls = new ArrayList<Call>();
    for (Atom.Direction direction : Atom.Direction.values()) {
      List<Atom> atoms = in(direction, rules.toAuthorize());
      if (!atoms.isEmpty()) {
        calls.add(authorize(direction, atoms));
      }
    }
    for (Atom.Direction direction : Atom.Direction.values()) {
      List<Atom> atoms = in(direction, rules.toDescribe());
      if (!atoms.isEmpty()) {
        calls.add(describe(direction, atoms));
      }
    }
    calls.addAll(revoke(rules.toRevoke()));
    return calls;
  }

  List<Call> revoke(List<Atom> toRevoke) {
    var calls = new ArrayList<Call>();
    for (Atom.Direction direction : Atom.Direction.values()) {
      List<Atom> atoms = in(direction, toRevoke);
      if (!atoms.isEmpty()) {
        calls.add(
            Call.of(
                name("Revoke", direction),
                execution ->
                    eachOrAll(atoms, GONE_ALREADY, some -> revoke(execution, direction, some))));
      }
    }
    return calls;
  }

  /** EC2 gives every new group leave to go anywhere, over IPv6 too where the VPC has it. */
  List<Call> revokeDefaultEgress() {
    return List.of(
        Call.of(
            name("Revoke", Atom.Direction.EGRESS),
            execution -> {
              tolerating(
                  NEVER_THERE,
                  () -> revoke(execution, Atom.Direction.EGRESS, List.of(everything("::/0"))));
              return tolerating(
                  GONE_ALREADY,
                  () -> revoke(execution, Atom.Direction.EGRESS, List.of(everything("0.0.0.0/0"))));
            }));
  }

  private static Atom everything(String peer) {
    return new Atom(Atom.Direction.EGRESS, Atom.ALL, Optional.empty(), peer, "");
  }

  private Call authorize(Atom.Direction direction, List<Atom> atoms) {
    return Call.of(
        name("Authorize", direction),
        execution ->
            eachOrAll(
                atoms.stream().map(atom -> resolved(execution, atom)).toList(),
                THERE_ALREADY,
                some -> authorize(execution, direction, some)));
  }

  private AwsResponse authorize(Execution execution, Atom.Direction direction, List<Atom> atoms) {
    List<IpPermission> permissions = atoms.stream().map(Atom::permission).toList();
    var ec2 = execution.clients().ec2();
    String id = groupId.apply(execution);
    return direction == Atom.Direction.INGRESS
        ? ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(permissions))
        : ec2.authorizeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(permissions));
  }

  private AwsResponse revoke(Execution execution, Atom.Direction direction, List<Atom> atoms) {
    List<IpPermission> permissions = atoms.stream().map(Atom::permissionToRevoke).toList();
    var ec2 = execution.clients().ec2();
    String id = groupId.apply(execution);
    return direction == Atom.Direction.INGRESS
        ? ec2.revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(permissions))
        : ec2.revokeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(permissions));
  }

  private Call describe(Atom.Direction direction, List<Atom> atoms) {
    List<IpPermission> permissions = atoms.stream().map(Atom::permission).toList();
    boolean ingress = direction == Atom.Direction.INGRESS;
    return Call.of(
        "ec2:UpdateSecurityGroupRuleDescriptions" + (ingress ? "Ingress" : "Egress"),
        execution -> {
          var ec2 = execution.clients().ec2();
          String id = groupId.apply(execution);
          return ingress
              ? ec2.updateSecurityGroupRuleDescriptionsIngress(
                  r -> r.groupId(id).ipPermissions(permissions))
              : ec2.updateSecurityGroupRuleDescriptionsEgress(
                  r -> r.groupId(id).ipPermissions(permissions));
        });
  }

  private Atom resolved(Execution execution, Atom atom) {
    return references
        .apply(atom.peer())
        .map(reference -> atom.withPeer(execution.reference(reference)))
        .orElse(atom);
  }

  /**
   * EC2 refuses a whole batch for one rule that is there (or gone) already; then each rule is sent
   * on its own, and that answer means success; SG08.
   */
  private static AwsResponse eachOrAll(
      List<Atom> atoms, Set<String> harmless, Function<List<Atom>, AwsResponse> call) {
    try {
      return call.apply(atoms);
    } catch (Ec2Exception e) {
      if (!harmless.contains(e.awsErrorDetails().errorCode())) {
        throw e;
      }
    }
    AwsResponse last = nothing(harmless);
    if (atoms.size() > 1) {
      for (Atom atom : atoms) {
        last = tolerating(harmless, () -> call.apply(List.of(atom)));
      }
    }
    return last;
  }

  private static AwsResponse tolerating(Set<String> harmless, Supplier<AwsResponse> call) {
    try {
      return call.get();
    } catch (Ec2Exception e) {
      if (!harmless.contains(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      return nothing(harmless);
    }
  }

  private static AwsResponse nothing(Set<String> harmless) {
    return harmless == THERE_ALREADY
        ? AuthorizeSecurityGroupIngressResponse.builder().build()
        : RevokeSecurityGroupIngressResponse.builder().build();
  }

  private static List<Atom> in(Atom.Direction direction, List<Atom> atoms) {
    return atoms.stream().filter(atom -> atom.direction() == direction).toList();
  }

  private static String name(String verb, Atom.Direction direction) {
    return "ec2:"
        + verb
        + "SecurityGroup"
        + (direction == Atom.Direction.INGRESS ? "Ingress" : "Egress");
  }
}
