package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Neighbour;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.ResourceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All deployments of the desired state, whatever their target, and the accounts that they live in.
 * Several targets may lead to one account; what deployments share is shared across them.
 */
public final class Fleet {
  /** Where an ARN has its region; IAM's have none. */
  private static final int REGION_PART = 3;

  private final List<Declaration> all;
  private final Map<TargetSpec, String> accounts;

  private Fleet(List<? extends Declaration> all, Map<TargetSpec, String> accounts) {
    this.all = List.copyOf(all);
    this.accounts = accounts;
  }

  public static Fleet of(List<? extends Declaration> all) {
    return new Fleet(all, new ConcurrentHashMap<>());
  }

  /** Another desired state; what was learnt of the accounts stays known. */
  Fleet with(List<? extends Declaration> others) {
    return new Fleet(others, accounts);
  }

  /** The account that a target's credentials have turned out to belong to. */
  public void learn(TargetSpec target, String accountId) {
    accounts.put(target.place(), accountId);
  }

  Set<String> names() {
    return all.stream().map(Declaration::name).collect(Collectors.toSet());
  }

  /** The account that a deployment lives in; empty while nobody knows. */
  private Optional<String> account(Declaration deployment) {
    TargetSpec target = deployment.target();
    return target
        .accountId()
        .or(() -> Optional.ofNullable(accounts.get(target.place())))
        .or(target::declaredAccount);
  }

  /** The deployments that live in the session's account, or of which that is not known. */
  private Stream<Declaration> inAccount(Session session) {
    return all.stream().filter(d -> account(d).map(session.accountId()::equals).orElse(true));
  }

  private Stream<Declaration> here(Session session) {
    String region = session.clients().region();
    return inAccount(session).filter(d -> d.target().region().equals(region));
  }

  /** Those who live behind the session's door but came by another one. */
  List<Neighbour> neighbours(Session session, TargetSpec target) {
    return here(session)
        .filter(d -> !d.target().place().equals(target.place()))
        .flatMap(Fleet::deployments)
        .map(d -> new Neighbour(d, account(d).isPresent()))
        .toList();
  }

  /**
   * Whether it is this target whose loop takes down what several targets shared: one of them does.
   */
  boolean looksAfterShared(Session session, TargetSpec target) {
    return here(session)
        .map(d -> d.target().place().key())
        .min(Comparator.naturalOrder())
        .filter(first -> !first.equals(target.key()))
        .isEmpty();
  }

  /** Whether a deployment of that name lives behind the session's door, as far as is known. */
  boolean livesHere(String name, Session session) {
    return here(session).anyMatch(deployment -> deployment.name().equals(name));
  }

  /** Whether any deployment names a resource; IAM's are the account's, whatever the region. */
  boolean names(ResourceKind<?> kind, Owned owned, Session session) {
    return (regional(owned) ? here(session) : inAccount(session))
        .anyMatch(declared -> names(kind, declared, owned));
  }

  private static boolean names(ResourceKind<?> kind, Declaration declared, Owned owned) {
    return declared instanceof PurpleMcpGateway gateway
        ? kind.names(gateway, owned)
        : kind.names((PurpleMcpDeployment) declared, owned);
  }

  private static Stream<PurpleMcpDeployment> deployments(Declaration declared) {
    return declared instanceof PurpleMcpDeployment deployment
        ? Stream.of(deployment)
        : Stream.empty();
  }

  /** Whether a resource is of one region: all are but those whose ARN has none. */
  static boolean regional(Owned owned) {
    String[] parts = owned.id().split(":");
    return parts.length <= REGION_PART || !parts[REGION_PART].isEmpty();
  }
}
