package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.resource.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Builds listener actions, and brings them into one form, whatever of them AWS echoes. */
final class ListenerActions {
  private static final String HTTPS_PORT = "443";
  private static final String NOT_FOUND = "404";

  /** Behind the action that verifies tokens. */
  private static final int LAST = 2;

  private static final int SERVING = 1;
  private static final int NOT_SERVING = 0;

  private ListenerActions() {}

  /** What the HTTPS listener does: everything goes to the target group. */
  static Action forward(String targetGroupArn) {
    return Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(targetGroupArn).build();
  }

  /** The same, but for what a token of an identity provider has to be shown first. */
  static List<Action> behind(Optional<JwtSpec> jwt, Action forward) {
    return jwt.map(
            spec -> List.of(JwtValidation.action(spec), forward.toBuilder().order(LAST).build()))
        .orElse(List.of(forward));
  }

  /** While one group is handed over to: it is named, so that tasks register, and not served by. */
  static Action handingOver(String from, String to) {
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .forwardConfig(
            config -> config.targetGroups(weighted(from, SERVING), weighted(to, NOT_SERVING)))
        .build();
  }

  private static TargetGroupTuple weighted(String targetGroupArn, int weight) {
    return TargetGroupTuple.builder().targetGroupArn(targetGroupArn).weight(weight).build();
  }

  /** Whether any of the actions sends requests to a target group. */
  static boolean forwards(List<Action> actions) {
    return actions.stream().anyMatch(action -> action.type() == ActionTypeEnum.FORWARD);
  }

  /** The actions without the one that verifies tokens, which is compared field by field. */
  static List<Action> withoutVerification(List<Action> actions) {
    return actions.stream()
        .filter(action -> action.type() != ActionTypeEnum.JWT_VALIDATION)
        .toList();
  }

  /** What a gateway's HTTPS listener does with a host name that nobody has attached. */
  static List<Action> notFound() {
    return List.of(
        Action.builder()
            .type(ActionTypeEnum.FIXED_RESPONSE)
            .fixedResponseConfig(
                response ->
                    response
                        .statusCode(NOT_FOUND)
                        .contentType("text/plain")
                        .messageBody("No deployment is attached under this host name."))
            .build());
  }

  /** What the HTTP listener does: it sends clients to HTTPS. */
  static List<Action> redirect() {
    return List.of(
        Action.builder()
            .type(ActionTypeEnum.REDIRECT)
            .redirectConfig(
                redirect ->
                    redirect
                        .protocol("HTTPS")
                        .port(HTTPS_PORT)
                        .statusCode(RedirectActionStatusCodeEnum.HTTP_301))
            .build());
  }

  /** Whether clients are served by a target group. */
  static boolean serves(List<Action> actions, String targetGroupArn) {
    return actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .anyMatch(
            action ->
                action.forwardConfig() == null || action.forwardConfig().targetGroups().isEmpty()
                    ? targetGroupArn.equals(action.targetGroupArn())
                    : action.forwardConfig().targetGroups().stream()
                        .anyMatch(
                            group ->
                                targetGroupArn.equals(group.targetGroupArn())
                                    && (group.weight() == null || group.weight() > NOT_SERVING)));
  }

  /** Whether a listener's default actions send anything to a target group. */
  static boolean forwardsTo(Listener listener, String targetGroupArn) {
    return forwardsTo(listener.defaultActions(), targetGroupArn);
  }

  static boolean forwardsTo(List<Action> actions, String targetGroupArn) {
    return actions.stream()
        .anyMatch(
            action ->
                targetGroupArn.equals(action.targetGroupArn())
                    || (action.forwardConfig() != null
                        && action.forwardConfig().targetGroups().stream()
                            .anyMatch(group -> targetGroupArn.equals(group.targetGroupArn()))));
  }

  /** Actions as one line: {@code forward to arn:…}. */
  static Value canonical(List<Action> actions) {
    return actions.isEmpty()
        ? Value.ABSENT
        : Value.of(
            actions.stream()
                .sorted(
                    Comparator.comparing(
                        Action::order, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(ListenerActions::line)
                .collect(Collectors.joining("; ")));
  }

  private static String line(Action action) {
    if (action.type() == ActionTypeEnum.FORWARD) {
      return "forward to " + targets(action);
    }
    if (action.type() == ActionTypeEnum.REDIRECT) {
      return "redirect to " + address(action.redirectConfig());
    }
    if (action.type() == ActionTypeEnum.FIXED_RESPONSE && action.fixedResponseConfig() != null) {
      return "fixed-response " + action.fixedResponseConfig().statusCode();
    }
    // The configuration of an authenticating action may hold a client secret: name it, no more.
    return action.typeAsString();
  }

  /** A lone target group's weight means nothing; stickiness only counts when it is on. */
  private static String targets(Action action) {
    ForwardActionConfig config = action.forwardConfig();
    if (config == null || config.targetGroups().isEmpty()) {
      return action.targetGroupArn();
    }
    List<TargetGroupTuple> groups = config.targetGroups();
    String targets =
        groups.size() == 1
            ? groups.get(0).targetGroupArn()
            : groups.stream()
                .map(group -> group.targetGroupArn() + " (weight " + group.weight() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    boolean sticky =
        config.targetGroupStickinessConfig() != null
            && Boolean.TRUE.equals(config.targetGroupStickinessConfig().enabled());
    return sticky ? targets + ", sticky" : targets;
  }

  private static String address(RedirectActionConfig redirect) {
    return "%s://%s:%s%s?%s with %s"
        .formatted(
            orDefault(redirect.protocol(), "#{protocol}"),
            orDefault(redirect.host(), "#{host}"),
            orDefault(redirect.port(), "#{port}"),
            orDefault(redirect.path(), "/#{path}"),
            orDefault(redirect.query(), "#{query}"),
            redirect.statusCodeAsString());
  }

  private static String orDefault(String value, String byDefault) {
    return Optional.ofNullable(value).orElse(byDefault);
  }
}
