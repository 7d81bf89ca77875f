package io.purplemcp.operator.sandbox.dataplane;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/** Actions that a load balancer carries out without a target. */
final class OwnAnswers {
  private static final int MOVED = 301;
  private static final int FOUND = 302;
  private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

  private OwnAnswers() {}

  static Answer fixed(FixedResponseActionConfig fixed) {
    return new Answer(
        Integer.parseInt(fixed.statusCode()),
        Map.of("Content-Type", fixed.contentType()),
        Optional.ofNullable(fixed.messageBody()).orElse(""));
  }

  static Answer redirect(RedirectActionConfig redirect, RequestHead head) {
    String scheme = filled(redirect.protocol(), head).toLowerCase(Locale.ROOT);
    int port = Integer.parseInt(filled(redirect.port(), head));
    String authority = filled(redirect.host(), head) + (isUsual(scheme, port) ? "" : ":" + port);
    String query = filled(redirect.query(), head);
    String location =
        scheme
            + "://"
            + authority
            + filled(redirect.path(), head)
            + (query.isEmpty() ? "" : "?" + query);
    int status = redirect.statusCode() == RedirectActionStatusCodeEnum.HTTP_301 ? MOVED : FOUND;
    Answer page = Answer.page(status, status == MOVED ? "Moved Permanently" : "Found");
    return new Answer(
        status, Map.of("Content-Type", "text/html", "Location", location), page.body());
  }

  private static boolean isUsual(String scheme, int port) {
    return USUAL_PORTS.getOrDefault(scheme, 0) == port;
  }

  private static String filled(String text, RequestHead head) {
    return text.replace("#{protocol}", head.scheme())
        .replace("#{host}", head.host())
        .replace("#{port}", Integer.toString(head.port()))
        .replace("#{path}", head.path().substring(1))
        .replace("#{query}", head.query());
  }
}
