package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/**
 * The actions of a listener or a rule, checked and with AWS's defaults filled in: at most one that
 * authenticates, then exactly one that routes.
 */
final class Actions {
  private static final Set<ActionTypeEnum> AUTHENTICATING =
      Set.of(
          ActionTypeEnum.AUTHENTICATE_OIDC,
          ActionTypeEnum.AUTHENTICATE_COGNITO,
          ActionTypeEnum.JWT_VALIDATION);
  private static final int LAST_ORDER = 50_000;

  private final Context context;
  private final String loadBalancerArn;
  private final boolean https;

  /**
   * @param https whether the listener speaks TLS, which authentication needs
   */
  Actions(Context context, String loadBalancerArn, boolean https) {
    this.context = context;
    this.loadBalancerArn = loadBalancerArn;
    this.https = https;
  }

  /**
   * @param before the actions that these replace; an OIDC client's secret is taken from there where
   *     the request says so
   */
  List<Action> checked(List<Action> given, List<Action> before) {
    ElbErrors.required(given, "actions");
    List<Action> ordered = ordered(given);
    mustEndInOneRoute(ordered);
    mustAuthenticateOnce(ordered);
    return ordered.stream().map(action -> complete(action, before)).toList();
  }

  private Action complete(Action action, List<Action> before) {
    if (action.type() == ActionTypeEnum.FORWARD) {
      return new ForwardAction(context, loadBalancerArn).complete(action);
    }
    if (action.type() == ActionTypeEnum.REDIRECT) {
      return RedirectAction.complete(action);
    }
    if (action.type() == ActionTypeEnum.FIXED_RESPONSE) {
      return FixedResponseAction.complete(action);
    }
    if (action.type() == ActionTypeEnum.JWT_VALIDATION) {
      return JwtValidationAction.checked(action);
    }
    return AuthenticateAction.complete(action, before);
  }

  /** The order is given by number, or else by position. */
  private static List<Action> ordered(List<Action> given) {
    List<Action> numbered = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Action action : given) {
      if (action.type() == null || action.type() == ActionTypeEnum.UNKNOWN_TO_SDK_VERSION) {
        throw ElbErrors.validation(
            "Action type '"
                + action.typeAsString()
                + "' must be one of '"
                + ActionTypeEnum.knownValues()
                + "'");
      }
      int order = action.order() == null ? numbered.size() + 1 : action.order();
      ElbErrors.within(1, LAST_ORDER, order, "Action order");
      if (!seen.add(order)) {
        throw ElbErrors.invalidAction("Two actions cannot have the same order '" + order + "'");
      }
      numbered.add(action.toBuilder().order(order).build());
    }
    numbered.sort(Comparator.comparing(Action::order));
    return numbered;
  }

  private static void mustEndInOneRoute(List<Action> actions) {
    long routes = actions.stream().filter(action -> !authenticates(action)).count();
    if (routes > 1) {
      throw AwsError.badRequest(
          "TooManyActions", "A list of actions must have exactly one that routes, not " + routes);
    }
    if (routes == 0 || authenticates(actions.get(actions.size() - 1))) {
      throw ElbErrors.invalidAction(
          "The last action must be of type 'forward', 'redirect' or 'fixed-response'");
    }
  }

  private void mustAuthenticateOnce(List<Action> actions) {
    long authenticating = actions.stream().filter(Actions::authenticates).count();
    if (authenticating > 1) {
      throw AwsError.badRequest("TooManyActions", "A list of actions can authenticate only once");
    }
    if (authenticating == 1 && !https) {
      throw ElbErrors.invalidAction(
          "Actions of type '" + actions.get(0).typeAsString() + "' need an HTTPS listener");
    }
  }

  private static boolean authenticates(Action action) {
    return AUTHENTICATING.contains(action.type());
  }
}
