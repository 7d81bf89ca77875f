package io.purplemcp.operator.resource.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** Who is let through to the tasks. What decides that and cannot be declared is named. */
final class AuthenticationImport {
  private static final String AUTHENTICATION = "spec.loadBalancer.authentication.";
  private static final String TYPE = AUTHENTICATION + "type";
  private static final String JWT = AUTHENTICATION + "jwt.";

  private final Wafv2Client waf;
  private final Draft draft;

  AuthenticationImport(AwsClients clients, Draft draft) {
    this.waf = clients.waf();
    this.draft = draft;
  }

  void read(LoadBalancer balancer, Listener listener) {
    String name = balancer.loadBalancerName();
    Optional<JwtValidationActionConfig> jwt = Optional.empty();
    for (Action action : listener.defaultActions()) {
      switch (action.type()) {
        case JWT_VALIDATION -> jwt = Optional.of(action.jwtValidationConfig());
        case AUTHENTICATE_OIDC, AUTHENTICATE_COGNITO ->
            draft.remark(
                "The listener of %s sends callers to a page to log in (%s), which no MCP client follows; it cannot be declared"
                    .formatted(name, action.typeAsString()));
        default -> {
          // Where requests go, not who may send them.
        }
      }
    }
    jwt.ifPresent(this::tokens);
    try {
      boolean verified = jwt.isPresent();
      Optional.ofNullable(
              waf.getWebACLForResource(r -> r.resourceArn(balancer.loadBalancerArn())).webACL())
          .ifPresent(acl -> webAcl(name, acl, verified));
    } catch (SdkException unreadable) {
      draft.remark(
          "Whether a web ACL is on %s could not be read: %s"
              .formatted(name, Failures.of(unreadable, "wafv2:GetWebACLForResource").sentence()));
    }
  }

  private void tokens(JwtValidationActionConfig jwt) {
    draft
        .put(TYPE, AuthenticationSpec.Type.JWT.text())
        .put(JWT + "issuer", jwt.issuer())
        .put(JWT + "jwksEndpoint", jwt.jwksEndpoint());
    if (jwt.hasAdditionalClaims() && !jwt.additionalClaims().isEmpty()) {
      draft.put(JWT + "additionalClaims", claims(jwt));
    }
  }

  private static ArrayNode claims(JwtValidationActionConfig jwt) {
    ArrayNode claims = JsonNodeFactory.instance.arrayNode();
    jwt.additionalClaims()
        .forEach(
            claim -> {
              var one = claims.addObject();
              one.put("name", claim.name()).put("format", claim.formatAsString());
              ArrayNode values = one.putArray("values");
              claim.values().forEach(values::add);
            });
    return claims;
  }

  private void webAcl(String balancer, WebACL acl, boolean verified) {
    if (ours(acl)) {
      draft.remark(
          "The web ACL %s lets through only requests with a token to %s; write spec.loadBalancer.authentication of type bearer with the secret that holds the token, which nothing in AWS names"
              .formatted(acl.name(), balancer));
    } else if (verified) {
      draft.remark(
          "The web ACL %s is on %s beside the verification of tokens; only one of them can be declared, and it stays where it is"
              .formatted(acl.name(), balancer));
    } else {
      draft
          .put(TYPE, AuthenticationSpec.Type.WEB_ACL.text())
          .put(AUTHENTICATION + "webAcl.arn", acl.arn());
    }
  }

  private boolean ours(WebACL acl) {
    return Ownership.of(
            Tags.map(
                waf.listTagsForResource(r -> r.resourceARN(acl.arn()))
                    .tagInfoForResource()
                    .tagList(),
                Tag::key,
                Tag::value))
        .isPresent();
  }
}
