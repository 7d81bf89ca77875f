package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.desired.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No two declarations claim the same AWS resource. Where an account is not declared it may turn out
 * to be the other's, so then names must differ too; IAM's roles are of the whole account, whatever
 * the region.
 */
public final class DistinctNamesRule implements FleetRule {
  private static final String NAME = "/metadata/name";
  private static final String NAMED = "name";

  /** A name that must be one deployment's only. */
  private record Key(String what, String name) {}

  /** What a deployment needs for itself, how far the name reaches, and the field that gives it. */
  private record Claim(Key key, boolean inWholeAccount, String pointer) {}

  private record Owner(Declaration declared, TargetScope scope) {
    boolean meets(TargetScope other, boolean inWholeAccount) {
      return inWholeAccount ? scope.mayShareAccountWith(other) : scope.mayBeSameAs(other);
    }
  }

  @Override
  public void check(List<Candidate> candidates) {
    checkAll(
        candidates.stream().map(each -> new Judged(each.deployment(), each.verdict())).toList());
  }

  @Override
  public void checkAll(List<Judged> judged) {
    Map<Key, List<Owner>> owners = new HashMap<>();
    for (Judged each : judged) {
      Owner owner = new Owner(each.declared(), TargetScope.of(each.declared()));
      List<Claim> claims = claims(each.declared());
      rejectFirstClash(each, owner.scope(), claims, owners);
      claims.forEach(
          claim -> owners.computeIfAbsent(claim.key(), key -> new ArrayList<>()).add(owner));
    }
  }

  /** One is enough: two deployments of one name clash in everything that it names. */
  private static void rejectFirstClash(
      Judged candidate, TargetScope scope, List<Claim> claims, Map<Key, List<Owner>> owners) {
    for (Claim claim : claims) {
      Optional<Owner> other =
          owners.getOrDefault(claim.key(), List.of()).stream()
              .filter(owner -> owner.meets(scope, claim.inWholeAccount()))
              .findFirst();
      if (other.isPresent()) {
        candidate.verdict().reject(claim.pointer(), message(claim.key(), other.get().declared()));
        return;
      }
    }
  }

  private static String message(Key key, Declaration other) {
    return "the "
        + key.what()
        + " "
        + key.name()
        + " belongs to the "
        + (other instanceof PurpleMcpGateway ? "gateway " : "deployment ")
        + other.name()
        + " ("
        + other.source()
        + ") already; give another name, or declare spec.target.accountId in both if they live in"
        + " different accounts";
  }

  private static List<Claim> claims(Declaration declared) {
    if (declared instanceof PurpleMcpGateway gateway) {
      Balancer balancer = Balancer.of(gateway);
      return List.of(
          new Claim(new Key(NAMED, gateway.name()), false, NAME),
          regional("load balancer", balancer.name(), "/spec/loadBalancer/name"));
    }
    return claims((PurpleMcpDeployment) declared);
  }

  private static List<Claim> claims(PurpleMcpDeployment deployment) {
    Names names = deployment.names();
    Spec spec = deployment.spec();
    List<Claim> claims = new ArrayList<>();
    claims.add(new Claim(new Key(NAMED, deployment.name()), false, NAME));
    claims.add(
        regional("service", names.cluster() + "/" + names.service(), "/spec/compute/service"));
    claims.add(regional("task definition family", names.family(), "/spec/compute/family"));
    if (spec.iam().executionRoleArn().isEmpty()) {
      claims.add(
          new Claim(new Key("role", names.executionRole()), true, "/spec/iam/executionRoleName"));
    }
    Balancer.of(deployment)
        .ifPresent(
            balancer ->
                claims.add(regional("load balancer", balancer.name(), "/spec/loadBalancer/name")));
    if (spec.balanced()) {
      String at = spec.gateway().isPresent() ? "/spec/gateway" : "/spec/loadBalancer";
      claims.add(regional("target group", names.targetGroup(), at + "/targetGroup/name"));
    }
    spec.iam()
        .taskRoleName()
        .ifPresent(
            role -> claims.add(new Claim(new Key("role", role), true, "/spec/iam/taskRoleName")));
    return claims;
  }

  private static Claim regional(String what, String name, String pointer) {
    return new Claim(new Key(what, name), false, pointer);
  }
}
