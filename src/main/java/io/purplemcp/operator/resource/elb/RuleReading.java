package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Reads the rules of gateways: one call for each gateway, whatever the number of deployments. */
final class RuleReading {
  private RuleReading() {}

  static ListenerRules.Observed of(Look look) {
    Map<String, Listener> listeners = new HashMap<>();
    Map<String, PurpleMcpGateway> gateways = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    LoadBalancers.Observed balancers = look.snapshot().of(LoadBalancers.class);
    for (PurpleMcpGateway gateway : look.gateways()) {
      gateways.put(gateway.name(), gateway);
      balancers
          .ofGateway(gateway.name())
          .ifPresent(
              balancer ->
                  https(look, balancer)
                      .ifPresent(
                          listener -> {
                            listeners.put(balancer.arn(), listener);
                            owners.put(balancer.arn(), gateway.name());
                          }));
    }
    balancers.byName().values().stream()
        .filter(balancer -> leaving(look, balancer))
        .forEach(
            balancer ->
                Listeners.listeners(look, balancer.arn()).stream()
                    .filter(listener -> listener.port() == Listeners.HTTPS_PORT)
                    .forEach(listener -> listeners.put(balancer.arn(), listener)));
    Map<String, List<Rule>> rules = new HashMap<>();
    listeners.forEach((balancer, listener) -> rules.put(balancer, rules(look, listener)));
    Map<String, Map<String, String>> tags = tags(look, rules);
    Map<String, ListenerRules.Listening> byLoadBalancer = new HashMap<>();
    listeners.forEach(
        (balancer, listener) -> {
          List<ListenerRules.Live> live =
              rules.get(balancer).stream()
                  .map(
                      rule ->
                          new ListenerRules.Live(rule, tags.getOrDefault(rule.ruleArn(), Map.of())))
                  .toList();
          byLoadBalancer.put(
              balancer,
              new ListenerRules.Listening(
                  listener.listenerArn(),
                  live,
                  priorities(look, Optional.ofNullable(owners.get(balancer)), live)));
        });
    return new ListenerRules.Observed(Map.copyOf(byLoadBalancer), Map.copyOf(gateways));
  }

  private static Optional<Listener> https(Look look, LoadBalancers.Live balancer) {
    return Optional.ofNullable(
            look.snapshot().of(Listeners.class).of(balancer.arn()).get(Listeners.HTTPS_PORT))
        .map(Listeners.Live::listener);
  }

  /** A load balancer of ours that is to be deleted; its rules tell who still uses it. */
  private static boolean leaving(Look look, LoadBalancers.Live balancer) {
    Set<String> declared = new HashSet<>();
    look.desired().forEach(each -> declared.add(each.name()));
    look.desiredGateways().forEach(each -> declared.add(each.name()));
    return Ownership.of(balancer.tags())
        .filter(ownership -> ownership.deletion() == PolicySpec.Deletion.Delete)
        .flatMap(Ownership::deployment)
        .filter(owner -> !declared.contains(owner))
        .isPresent();
  }

  private static List<Rule> rules(Look look, Listener listener) {
    try {
      return Listeners.rules(look.clients().elasticLoadBalancing(), listener);
    } catch (ListenerNotFoundException gone) {
      return List.of();
    }
  }

  /**
   * The tags as the index knows them, and from ELB itself where a deployment that is attached is
   * among none of them.
   */
  private static Map<String, Map<String, String>> tags(Look look, Map<String, List<Rule>> rules) {
    List<String> arns = new ArrayList<>();
    rules.values().forEach(each -> each.forEach(rule -> arns.add(rule.ruleArn())));
    Map<String, Map<String, String>> expected = new HashMap<>();
    Map<String, PurpleMcpDeployment> byHost =
        look.deployments().stream()
            .filter(deployment -> deployment.spec().gateway().isPresent())
            .collect(
                Collectors.toMap(
                    deployment -> deployment.spec().gateway().get().hostName(),
                    deployment -> deployment,
                    (one, other) -> one));
    rules
        .values()
        .forEach(
            each ->
                each.forEach(
                    rule ->
                        expected.put(
                            rule.ruleArn(), expected(byHost.get(RuleForm.hostNames(rule))))));
    return ElbTags.observe(look, arns, expected);
  }

  private static Map<String, String> expected(Declaration owner) {
    return owner == null
        ? Map.of(Ownership.MANAGED_BY, Ownership.OPERATOR)
        : Ownership.tags(owner, ListenerRules.ROLE);
  }

  private static Map<String, Integer> priorities(
      Look look, Optional<String> gateway, List<ListenerRules.Live> live) {
    Set<String> served =
        live.stream().flatMap(each -> each.owner().stream()).collect(Collectors.toSet());
    Map<String, String> hostNames = new HashMap<>();
    look.desired().stream()
        .filter(deployment -> !served.contains(deployment.name()))
        .forEach(
            deployment ->
                deployment
                    .spec()
                    .gateway()
                    .filter(to -> gateway.equals(Optional.of(to.name())))
                    .ifPresent(to -> hostNames.put(deployment.name(), to.hostName())));
    List<Integer> taken = new ArrayList<>();
    live.forEach(
        each -> {
          taken.add(each.priority());
          each.remembered().ifPresent(taken::add);
        });
    return Priorities.assign(hostNames, taken);
  }
}
