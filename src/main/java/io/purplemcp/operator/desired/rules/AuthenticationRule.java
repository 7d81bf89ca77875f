package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The method of authentication has what it needs, and nothing of another method. */
public final class AuthenticationRule implements Rule {
  private static final String CONSOLE = "/spec/console";
  private static final String AUTHENTICATION = "/spec/loadBalancer/authentication";
  private static final String BEARER = AUTHENTICATION + "/bearer";

  /** ELB verifies these by itself and refuses them as additional claims. */
  private static final Set<String> ALWAYS_VERIFIED = Set.of("exp", "iss", "nbf", "iat");

  @Override
  public List<String> reads() {
    return List.of(CONSOLE, AUTHENTICATION);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment.spec().loadBalancer().ifPresent(balancer -> check(balancer, verdict));
    deployment
        .spec()
        .loadBalancer()
        .flatMap(LoadBalancerSpec::authentication)
        .flatMap(AuthenticationSpec::bearer)
        .ifPresent(bearer -> checkBearer(deployment, bearer, verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.spec().loadBalancer(), verdict);
    gateway
        .spec()
        .loadBalancer()
        .authentication()
        .flatMap(AuthenticationSpec::bearer)
        .ifPresent(bearer -> checkSecret(bearer, verdict));
  }

  private static void check(LoadBalancerSpec balancer, Verdict verdict) {
    balancer
        .authentication()
        .ifPresent(
            authentication -> {
              checkMembers(authentication, verdict);
              authentication.jwt().ifPresent(jwt -> checkClaims(jwt, verdict));
            });
  }

  private static void checkMembers(AuthenticationSpec authentication, Verdict verdict) {
    checkMember(AuthenticationSpec.Type.JWT, authentication.jwt(), authentication, verdict);
    checkMember(AuthenticationSpec.Type.BEARER, authentication.bearer(), authentication, verdict);
    checkMember(AuthenticationSpec.Type.WEB_ACL, authentication.webAcl(), authentication, verdict);
  }

  private static void checkMember(
      AuthenticationSpec.Type type,
      Optional<?> member,
      AuthenticationSpec authentication,
      Verdict verdict) {
    boolean wanted = authentication.type() == type;
    if (wanted && member.isEmpty()) {
      verdict.reject(
          AUTHENTICATION, "type %1$s needs the member %1$s beside it".formatted(type.text()));
    }
    if (!wanted && member.isPresent()) {
      verdict.reject(
          AUTHENTICATION + "/" + type.text(),
          "it means nothing while type is %s; remove it, or write type: %s"
              .formatted(authentication.type().text(), type.text()));
    }
  }

  private static void checkClaims(JwtSpec jwt, Verdict verdict) {
    var seen = new HashSet<String>();
    for (int i = 0; i < jwt.additionalClaims().size(); i++) {
      JwtSpec.Claim claim = jwt.additionalClaims().get(i);
      String pointer = AUTHENTICATION + "/jwt/additionalClaims/" + i;
      if (ALWAYS_VERIFIED.contains(claim.name())) {
        verdict.reject(pointer + "/name", "the load balancer verifies this claim always");
      } else if (!seen.add(claim.name())) {
        verdict.reject(pointer + "/name", "the claim is named twice; put all values into one");
      }
      if (claim.format() == JwtSpec.Format.SPACE_SEPARATED_VALUES
          && claim.values().stream().anyMatch(value -> value.contains(" "))) {
        verdict.reject(
            pointer + "/values", "with space-separated-values no value has a space in it");
      }
    }
  }

  private static boolean checkSecret(BearerSpec bearer, Verdict verdict) {
    boolean given = bearer.secretName().isPresent() != bearer.secretArn().isPresent();
    if (!given) {
      verdict.reject(
          BEARER,
          "give exactly one of secretName and secretArn: the secret that holds the clients' token");
    }
    return given;
  }

  /** The operator reads the clients' token, and never the console's. */
  private static void checkBearer(
      PurpleMcpDeployment deployment, BearerSpec bearer, Verdict verdict) {
    if (!checkSecret(bearer, verdict)) {
      return;
    }
    var console = deployment.spec().console();
    boolean given = console.secretName().isPresent() || console.secretArn().isPresent();
    if (given && console.secretId().equals(bearer.secretId())) {
      verdict.reject(
          BEARER + (bearer.secretArn().isPresent() ? "/secretArn" : "/secretName"),
          "this is the console's secret; keep the clients' token in a secret of its own, whose"
              + " value the operator may read");
    }
  }
}
