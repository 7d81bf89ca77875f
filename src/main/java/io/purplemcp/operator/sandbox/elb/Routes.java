package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Which load balancers send to which target groups. */
final class Routes {
  private Routes() {}

  /** A way from a load balancer into a target group. */
  record Route(String loadBalancerArn, Instant since) {}

  /** The load balancers that use the group, in the order in which they began to. */
  static List<String> loadBalancersOf(Context context, String targetGroupArn) {
    return into(context, targetGroupArn).map(Route::loadBalancerArn).distinct().toList();
  }

  /** Whether an action of a listener or of a rule names the group. */
  static boolean uses(Context context, String targetGroupArn) {
    return into(context, targetGroupArn).findAny().isPresent();
  }

  /**
   * Since when the group gets traffic: the later of its first route and of the moment at which that
   * load balancer became, or will become, active. Empty where nothing routes to it.
   */
  static Optional<Instant> servedSince(Context context, String targetGroupArn) {
    return into(context, targetGroupArn)
        .map(route -> later(route.since(), activeAt(context, route.loadBalancerArn())))
        .min(Comparator.naturalOrder());
  }

  /** The groups that actions send to. */
  static List<String> targetGroupsOf(List<Action> actions) {
    return actions.stream().flatMap(Routes::targetGroupsOf).distinct().toList();
  }

  /** Since when actions name each of their groups: those that were named before stay so. */
  static Map<String, Instant> since(
      List<Action> actions, Map<String, Instant> before, Instant now) {
    return targetGroupsOf(actions).stream()
        .collect(Collectors.toMap(arn -> arn, arn -> before.getOrDefault(arn, now)));
  }

  private static Stream<String> targetGroupsOf(Action action) {
    Stream<String> single = Stream.ofNullable(action.targetGroupArn());
    Stream<String> weighted =
        Stream.ofNullable(action.forwardConfig())
            .flatMap(config -> config.targetGroups().stream())
            .map(TargetGroupTuple::targetGroupArn);
    return Stream.concat(single, weighted);
  }

  private static Stream<Route> into(Context context, String targetGroupArn) {
    List<Route> routes = new ArrayList<>();
    for (ListenerRow listener : context.table(ElbTables.LISTENERS).all()) {
      Optional.ofNullable(listener.routedSince().get(targetGroupArn))
          .ifPresent(since -> routes.add(new Route(listener.model().loadBalancerArn(), since)));
    }
    for (RuleRow rule : context.table(ElbTables.RULES).all()) {
      Optional.ofNullable(rule.routedSince().get(targetGroupArn))
          .ifPresent(
              since ->
                  context
                      .table(ElbTables.LISTENERS)
                      .find(rule.listenerArn())
                      .map(listener -> new Route(listener.model().loadBalancerArn(), since))
                      .ifPresent(routes::add));
    }
    return routes.stream().sorted(Comparator.comparing(Route::since));
  }

  private static Instant activeAt(Context context, String loadBalancerArn) {
    return context
        .table(ElbTables.LOAD_BALANCERS)
        .find(loadBalancerArn)
        .map(LoadBalancerRow::activeAt)
        .orElse(Instant.MAX);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
