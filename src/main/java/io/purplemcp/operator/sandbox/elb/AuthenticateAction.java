package io.purplemcp.operator.sandbox.elb;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateCognitoActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;

/** Actions that send a browser to log in, with OIDC or Cognito. */
final class AuthenticateAction {
  private static final String COOKIE = "AWSELBAuthSessionCookie";
  private static final String SCOPE = "openid";

  /** Seven days. */
  private static final long SESSION_SECONDS = 604_800;

  private AuthenticateAction() {}

  static Action complete(Action action, List<Action> before) {
    return action.type() == ActionTypeEnum.AUTHENTICATE_OIDC
        ? oidc(action, before)
        : cognito(action);
  }

  /** An action as it is described: a client's secret is never shown. */
  static Action shown(Action action) {
    return action.authenticateOidcConfig() == null
        ? action
        : action.toBuilder()
            .authenticateOidcConfig(
                action.authenticateOidcConfig().toBuilder().clientSecret(null).build())
            .build();
  }

  private static Action oidc(Action action, List<Action> before) {
    AuthenticateOidcActionConfig given = action.authenticateOidcConfig();
    if (given == null) {
      throw ElbErrors.invalidAction("An authenticate-oidc action must have a configuration");
    }
    ElbErrors.required(given.issuer(), "issuer");
    ElbErrors.required(given.authorizationEndpoint(), "authorizationEndpoint");
    ElbErrors.required(given.tokenEndpoint(), "tokenEndpoint");
    ElbErrors.required(given.userInfoEndpoint(), "userInfoEndpoint");
    ElbErrors.required(given.clientId(), "clientId");
    boolean keep = Boolean.TRUE.equals(given.useExistingClientSecret());
    String secret = keep ? existingSecret(before) : given.clientSecret();
    return action.toBuilder()
        .authenticateOidcConfig(
            given.toBuilder()
                .clientSecret(ElbErrors.required(secret, "clientSecret"))
                .useExistingClientSecret(null)
                .scope(or(given.scope(), SCOPE))
                .sessionCookieName(or(given.sessionCookieName(), COOKIE))
                .sessionTimeout(or(given.sessionTimeout(), SESSION_SECONDS))
                .onUnauthenticatedRequest(
                    or(given.onUnauthenticatedRequestAsString(), "authenticate"))
                .build())
        .build();
  }

  private static Action cognito(Action action) {
    AuthenticateCognitoActionConfig given = action.authenticateCognitoConfig();
    if (given == null) {
      throw ElbErrors.invalidAction("An authenticate-cognito action must have a configuration");
    }
    ElbErrors.required(given.userPoolArn(), "userPoolArn");
    ElbErrors.required(given.userPoolClientId(), "userPoolClientId");
    ElbErrors.required(given.userPoolDomain(), "userPoolDomain");
    return action.toBuilder()
        .authenticateCognitoConfig(
            given.toBuilder()
                .scope(or(given.scope(), SCOPE))
                .sessionCookieName(or(given.sessionCookieName(), COOKIE))
                .sessionTimeout(or(given.sessionTimeout(), SESSION_SECONDS))
                .onUnauthenticatedRequest(
                    or(given.onUnauthenticatedRequestAsString(), "authenticate"))
                .build())
        .build();
  }

  private static String existingSecret(List<Action> before) {
    return before.stream()
        .flatMap(action -> Stream.ofNullable(action.authenticateOidcConfig()))
        .map(AuthenticateOidcActionConfig::clientSecret)
        .findFirst()
        .orElseThrow(() -> ElbErrors.invalidAction("There is no existing client secret to use"));
  }

  private static <T> T or(T given, T standard) {
    return given == null ? standard : given;
  }
}
