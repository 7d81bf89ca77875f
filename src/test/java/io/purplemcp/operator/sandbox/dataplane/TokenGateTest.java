package io.purplemcp.operator.sandbox.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** Which tokens the sandbox's load balancers let through. */
final class TokenGateTest {
  private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");
  private static final String ISSUER = "https://login.example.com/";
  private static RSAKey key;
  private static HttpServer issuer;

  private final TokenGate gate = new TokenGate();

  @BeforeAll
  static void publishKeys() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/jwks.json",
        exchange -> {
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published);
          exchange.close();
        });
    issuer.start();
  }

  @AfterAll
  static void stop() {
    issuer.stop(0);
  }

  @Test
  void a_token_of_the_issuer_that_is_valid_now_gets_through() throws Exception {
    assertThat(answer("Bearer " + token(key, claims -> claims))).isEmpty();
  }

  @Test
  void without_a_token_or_with_something_else_nobody_gets_through() {
    assertThat(gate.stops(action("/jwks.json"), head(Map.of()), NOW))
        .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(401));
    assertThat(answer("Basic abc")).isPresent();
    assertThat(answer("Bearer abc")).isPresent();
  }

  @Test
  void a_token_of_another_key_issuer_time_or_claim_does_not_get_through() throws Exception {
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("one").generate();

    assertThat(answer("Bearer " + token(stranger, claims -> claims))).isPresent();
    assertThat(answer("Bearer " + token(key, claims -> claims.issuer("https://else.example/"))))
        .isPresent();
    assertThat(
            answer(
                "Bearer "
                    + token(key, claims -> claims.expirationTime(Date.from(NOW.minusSeconds(1))))))
        .isPresent();
    assertThat(
            answer(
                "Bearer "
                    + token(key, claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(9))))))
        .isPresent();
    assertThat(answer("Bearer " + token(key, claims -> claims.claim("scope", "mcp.write"))))
        .isPresent();
  }

  @Test
  void keys_that_cannot_be_had_are_an_error_of_the_load_balancer() throws Exception {
    String authorization = "Bearer " + token(key, claims -> claims);

    assertThat(
            gate.stops(
                action("/nothing"), head(Map.of("authorization", List.of(authorization))), NOW))
        .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(500));
  }

  private Optional<Answer> answer(String authorization) {
    return gate.stops(
        action("/jwks.json"), head(Map.of("authorization", List.of(authorization))), NOW);
  }

  private static RequestHead head(Map<String, List<String>> headers) {
    return new RequestHead(
        "POST", "https", "mcp.example.com", 443, "/mcp", "", headers, "10.0.0.7");
  }

  private static Action action(String path) {
    return Action.builder()
        .type(ActionTypeEnum.JWT_VALIDATION)
        .jwtValidationConfig(
            config ->
                config
                    .issuer(ISSUER)
                    .jwksEndpoint("http://127.0.0.1:" + issuer.getAddress().getPort() + path)
                    .additionalClaims(
                        claim ->
                            claim
                                .name("scope")
                                .format("space-separated-values")
                                .values("mcp.read")))
        .build();
  }

  private static String token(RSAKey signer, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .expirationTime(Date.from(NOW.plusSeconds(60)))
            .claim("scope", "profile mcp.read");
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
            change.apply(claims).build());
    token.sign(new RSASSASigner(signer));
    return token.serialize();
  }
}
