package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Engine;
import io.purplemcp.operator.sandbox.elb.RuleRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/**
 * Takes a request through a load balancer: security groups, web ACL, the listener's rules in the
 * order of their priority, the actions of the first that fits, and a target.
 */
final class Balancer {
  private static final int NOT_IMPLEMENTED = 501;

  private final Engine engine;
  private final WebAcl webAcl;
  private final Map<ActionTypeEnum, ListenerGate> gates;
  private final Destinations destinations = new Destinations();

  /**
   * @param gates what the actions do that come before the last one
   */
  Balancer(Engine engine, WebAcl webAcl, Map<ActionTypeEnum, ListenerGate> gates) {
    this.engine = engine;
    this.webAcl = webAcl;
    this.gates = Map.copyOf(gates);
  }

  /** What is to be done before a target is chosen. */
  private sealed interface Entry {
    record Over(Route route) implements Entry {}

    record Actions(List<Action> inOrder, Instant now) implements Entry {}
  }

  /** May wait; not to be called on an event loop. */
  Route route(String listenerArn, RequestHead head) {
    Entry entry = engine.look(contexts -> enter(contexts, listenerArn, head));
    if (entry instanceof Entry.Over over) {
      return over.route();
    }
    Entry.Actions actions = (Entry.Actions) entry;
    List<Action> inOrder = actions.inOrder();
    for (Action action : inOrder.subList(0, inOrder.size() - 1)) {
      Optional<Answer> stopped = gate(action).stops(action, head, actions.now());
      if (stopped.isPresent()) {
        return new Route.Say(stopped.get());
      }
    }
    Action last = inOrder.get(inOrder.size() - 1);
    return engine.look(contexts -> finish(contexts, listenerArn, last, head));
  }

  private ListenerGate gate(Action action) {
    return gates.getOrDefault(
        action.type(),
        (any, head, now) ->
            Optional.of(
                Answer.words(
                    NOT_IMPLEMENTED,
                    "The sandbox does not carry out the action "
                        + action.typeAsString()
                        + ", so it lets nobody pass it.")));
  }

  private Entry enter(List<Context> contexts, String listenerArn, RequestHead head) {
    Optional<Listening> found =
        Listening.find(contexts, listenerArn).filter(one -> one.admits(head.client()));
    if (found.isEmpty()) {
      return new Entry.Over(new Route.Closed());
    }
    Listening listening = found.get();
    return webAcl
        .stops(listening.context(), listening.balancer().arn(), head)
        .<Entry>map(answer -> new Entry.Over(new Route.Say(answer)))
        .orElseGet(() -> new Entry.Actions(actions(listening, head), listening.context().now()));
  }

  private static List<Action> actions(Listening listening, RequestHead head) {
    Conditions conditions = new Conditions(head);
    List<Action> chosen =
        listening.rules().stream()
            .sorted(Comparator.comparingInt(Balancer::priority))
            .filter(rule -> conditions.meets(rule.model().conditions()))
            .findFirst()
            .map(rule -> rule.model().actions())
            .orElse(listening.listener().model().defaultActions());
    return chosen.stream()
        .sorted(
            Comparator.comparing(Action::order, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private static int priority(RuleRow rule) {
    return Integer.parseInt(rule.model().priority());
  }

  private Route finish(List<Context> contexts, String listenerArn, Action last, RequestHead head) {
    Optional<Listening> listening = Listening.find(contexts, listenerArn);
    if (listening.isEmpty()) {
      return new Route.Closed();
    }
    return switch (last.type()) {
      case FIXED_RESPONSE -> new Route.Say(OwnAnswers.fixed(last.fixedResponseConfig()));
      case REDIRECT -> new Route.Say(OwnAnswers.redirect(last.redirectConfig(), head));
      case FORWARD -> destinations.choose(listening.get(), last);
      default ->
          new Route.Say(
              Answer.words(NOT_IMPLEMENTED, "No request ends with " + last.typeAsString() + "."));
    };
  }
}
