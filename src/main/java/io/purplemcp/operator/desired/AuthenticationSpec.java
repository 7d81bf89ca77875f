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
                + " identity provider; none: whoever reaches the load balancer.")
        @NotNull
        Type type,
    @JsonPropertyDescription("With type jwt: whose tokens the load balancer accepts.")
        Optional<JwtSpec> jwt) {
  public static final AuthenticationSpec NONE = new AuthenticationSpec(Type.NONE, null);

  /** The methods, spelt as the members of the union are. */
  public enum Type {
    NONE("none"),
    JWT("jwt");

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
  }

  /** Whether callers are asked for anything at all. */
  public boolean enforced() {
    return type != Type.NONE && type != null;
  }
}
