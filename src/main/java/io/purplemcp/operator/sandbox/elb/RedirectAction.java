package io.purplemcp.operator.sandbox.elb;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/** Redirects: what a request leaves out stays as the client sent it. */
final class RedirectAction {
  private static final String SAME_PROTOCOL = "#{protocol}";
  private static final String SAME_PORT = "#{port}";
  private static final String SAME_HOST = "#{host}";
  private static final String SAME_PATH = "/#{path}";
  private static final String SAME_QUERY = "#{query}";

  private RedirectAction() {}

  static Action complete(Action action) {
    RedirectActionConfig given = action.redirectConfig();
    if (given == null) {
      throw ElbErrors.invalidAction("A redirect action must have a redirect configuration");
    }
    if (given.statusCode() == null
        || given.statusCode() == RedirectActionStatusCodeEnum.UNKNOWN_TO_SDK_VERSION) {
      throw ElbErrors.validation(
          "Redirect status code '" + given.statusCodeAsString() + "' must be HTTP_301 or HTTP_302");
    }
    RedirectActionConfig complete =
        given.toBuilder()
            .protocol(or(given.protocol(), SAME_PROTOCOL))
            .port(or(given.port(), SAME_PORT))
            .host(or(given.host(), SAME_HOST))
            .path(or(given.path(), SAME_PATH))
            .query(or(given.query(), SAME_QUERY))
            .build();
    check(complete);
    return action.toBuilder().redirectConfig(complete).build();
  }

  private static void check(RedirectActionConfig redirect) {
    if (!redirect.protocol().matches("HTTPS?|#\\{protocol\\}")) {
      throw ElbErrors.validation(
          "Redirect protocol '" + redirect.protocol() + "' must be HTTP, HTTPS or #{protocol}");
    }
    if (!redirect.port().matches("[1-9][0-9]{0,4}|#\\{port\\}")) {
      throw ElbErrors.validation(
          "Redirect port '" + redirect.port() + "' must be a port or #{port}");
    }
    if (!redirect.path().startsWith("/")) {
      throw ElbErrors.validation("Redirect path '" + redirect.path() + "' must start with '/'");
    }
    boolean loop =
        redirect.protocol().equals(SAME_PROTOCOL)
            && redirect.port().equals(SAME_PORT)
            && redirect.host().equals(SAME_HOST)
            && redirect.path().equals(SAME_PATH);
    if (loop) {
      throw ElbErrors.invalidAction(
          "The redirect configuration is not valid because it creates a loop");
    }
  }

  private static String or(String given, String standard) {
    return given == null || given.isEmpty() ? standard : given;
  }
}
