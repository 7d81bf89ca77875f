package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Who is let through to the server, which has no authentication of its own. A union as Kubernetes
 * writes them: the type, and the member of the type's name.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record AuthenticationSpec(
    @JsonPropertyDescription(
            "How callers prove who they are. jwt: the load balancer verifies signed tokens of an"
                + " identity provider; bearer: a web ACL of the operator's lets through only"
                + " requests with a token kept in Secrets Manager; webAcl: a web ACL that is"
                + " managed elsewhere decides; none: whoever reaches the load balancer.")
        @NotNull
        Type type,
    @JsonPropertyDescription("With type jwt: whose tokens the load balancer accepts.")
        Optional<JwtSpec> jwt,
    @JsonPropertyDescription("With type bearer: where the token is kept.")
        Optional<BearerSpec> bearer,
    @JsonPropertyDescription("With type webAcl: the web ACL that decides.")
        Optional<WebAclSpec> webAcl) {
  public static final AuthenticationSpec NONE = new AuthenticationSpec(Type.NONE, null, null, null);

  /** The methods, spelt as the members of the union are. */
  public enum Type {
    NONE("none"),
    JWT("jwt"),
    BEARER("bearer"),
    WEB_ACL("webAcl");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    @JsonValue
    public String text() {
      return text;
    }
  }

  public AuthenticationSpec {
    jwt = jwt == null ? Optional.empty() : jwt;
    bearer = bearer == null ? Optional.empty() : bearer;
    webAcl = webAcl == null ? Optional.empty() : webAcl;
  }

  /** Whether callers are asked for anything at all. */
  public boolean enforced() {
    return type != Type.NONE && type != null;
  }

  /** Whether a web ACL, ours or another, has to be on the load balancer. */
  public boolean needsWebAcl() {
    return type == Type.BEARER || type == Type.WEB_ACL;
  }
}
