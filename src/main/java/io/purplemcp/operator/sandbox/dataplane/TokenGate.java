package io.purplemcp.operator.sandbox.dataplane;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;

/**
 * The action {@code jwt-validation}: a request needs a token that the issuer has signed, that is
 * valid now, and that has the claims that are asked for (<a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html">Verify
 * JWTs using an Application Load Balancer</a>).
 */
public final class TokenGate implements ListenerGate {
  private static final int UNAUTHORIZED = 401;
  private static final int SERVER_ERROR = 500;
  private static final String SCHEME = "bearer ";

  /** Issuers' keys are kept as long as the library thinks fit, which is five minutes. */
  private final Map<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

  @Override
  public Optional<Answer> stops(Action action, RequestHead head, Instant now) {
    JwtValidationActionConfig config = action.jwtValidationConfig();
    Optional<String> token =
        head.header("Authorization")
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).trim());
    if (token.isEmpty()) {
      return Optional.of(refused());
    }
    try {
      return accepted(claims(token.get(), config.jwksEndpoint()), config, now)
          ? Optional.empty()
          : Optional.of(refused());
    } catch (KeySourceException | MalformedURLException unreachable) {
      return Optional.of(
          Answer.words(
              SERVER_ERROR, "The keys at %s cannot be had.".formatted(config.jwksEndpoint())));
    } catch (BadJOSEException | JOSEException | ParseException invalid) {
      return Optional.of(refused());
    }
  }

  private static Answer refused() {
    return Answer.page(UNAUTHORIZED, "Authorization Required");
  }

  private JWTClaimsSet claims(String token, String endpoint)
      throws BadJOSEException, JOSEException, ParseException, MalformedURLException {
    JWKSource<SecurityContext> source = keys.get(endpoint);
    if (source == null) {
      source = JWKSourceBuilder.create(URI.create(endpoint).toURL()).build();
      keys.put(endpoint, source);
    }
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // The one algorithm that the load balancer knows.
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));
    // Time is the sandbox's own, so that the claims are looked at here.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    return processor.process(token, null);
  }

  private static boolean accepted(
      JWTClaimsSet claims, JwtValidationActionConfig config, Instant now) {
    boolean expired =
        Optional.ofNullable(claims.getExpirationTime())
            .map(Date::toInstant)
            .filter(now::isBefore)
            .isEmpty();
    boolean early =
        Optional.ofNullable(claims.getNotBeforeTime())
            .map(Date::toInstant)
            .filter(now::isBefore)
            .isPresent();
    return config.issuer().equals(claims.getIssuer())
        && !expired
        && !early
        && config.additionalClaims().stream().allMatch(wanted -> has(claims, wanted));
  }

  /** One of the values has to be there. */
  private static boolean has(JWTClaimsSet claims, JwtValidationActionAdditionalClaim wanted) {
    Object claim = claims.getClaim(wanted.name());
    List<?> values =
        switch (wanted.formatAsString()) {
          case "string-array" -> claim instanceof List<?> list ? list : List.of();
          case "space-separated-values" ->
              claim instanceof String text ? List.of(text.split(" ")) : List.of();
          default -> claim == null ? List.of() : List.of(claim.toString());
        };
    return values.stream().anyMatch(value -> wanted.values().contains(value.toString()));
  }
}
