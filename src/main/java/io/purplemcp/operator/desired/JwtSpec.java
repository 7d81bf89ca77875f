package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The load balancer's own verification of JSON Web Tokens: signature (RS256), issuer, expiry and
 * the claims that are named. Limits are those of ELB's {@code JwtValidationActionConfig}.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record JwtSpec(
    @JsonPropertyDescription("The issuer: the token's claim iss, exactly.")
        @NotNull
        @Size(min = 1, max = 256)
        @Pattern(regexp = "^[!-~]+$", message = "the issuer as its tokens have it, without spaces")
        String issuer,
    @JsonPropertyDescription(
            "Where the issuer's public keys are: https, reachable from the internet, at most ten"
                + " keys.")
        @NotNull
        @Size(max = 256)
        @Pattern(
            regexp = "^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*$",
            message =
                "a full https URL with its path, such as"
                    + " https://login.example.com/.well-known/jwks.json")
        String jwksEndpoint,
    @JsonPropertyDescription(
            "Claims that a token has to have besides iss and exp: each with its name, its format"
                + " (single-string, string-array or space-separated-values) and the values of which"
                + " one has to be there.")
        @Size(max = 10)
        List<Claim> additionalClaims) {

  /** A claim that has to be there, with one of the values. */
  public record Claim(
      @JsonPropertyDescription("The claim's name; exp, iss, nbf and iat are verified always.")
          @NotNull
          @Size(min = 1, max = 256)
          String name,
      @JsonPropertyDescription("How the token writes the claim.") @NotNull Format format,
      @JsonPropertyDescription("The values, of which the token has to have one or more.")
          @NotNull
          @Size(min = 1, max = 10)
          List<@Size(min = 1, max = 256) String> values) {
    public Claim {
      values = values == null ? List.of() : List.copyOf(values);
    }
  }

  /** ELB's own names. */
  public enum Format {
    SINGLE_STRING("single-string"),
    STRING_ARRAY("string-array"),
    SPACE_SEPARATED_VALUES("space-separated-values");

    private final String text;

    Format(String text) {
      this.text = text;
    }

    @JsonValue
    public String text() {
      return text;
    }
  }

  public JwtSpec {
    additionalClaims = additionalClaims == null ? List.of() : List.copyOf(additionalClaims);
  }
}
