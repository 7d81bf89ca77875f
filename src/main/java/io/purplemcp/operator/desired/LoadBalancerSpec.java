package io.purplemcp.operator.desired;

import java.util.List;
import java.util.Optional;

/**
 * The Application Load Balancer in front of the tasks.
 *
 * @param name the load balancer's name; the deployment's own by default
 * @param scheme whether it has public addresses
 * @param subnets its subnets, in at least two zones
 * @param certificateArn the ACM certificate of the HTTPS listener
 * @param sslPolicy the TLS policy of the HTTPS listener
 * @param idleTimeoutSeconds how long a silent connection is kept; streams need at least 300
 * @param allowedCidrs who may reach it on 443 (and 80, where it redirects)
 * @param httpRedirect whether port 80 redirects to HTTPS
 * @param dropInvalidHeaderFields whether malformed header fields are removed
 * @param deletionProtection AWS's own protection against deletion
 * @param securityGroups security groups that are managed elsewhere; when empty the operator makes
 *     one
 * @param targetGroup the target group
 * @param acceptUnauthenticatedExposure the words that accept an internet-facing load balancer that
 *     anybody may reach without authentication
 */
public record LoadBalancerSpec(
    Optional<String> name,
    Scheme scheme,
    List<String> subnets,
    String certificateArn,
    String sslPolicy,
    Integer idleTimeoutSeconds,
    List<String> allowedCidrs,
    Boolean httpRedirect,
    Boolean dropInvalidHeaderFields,
    Boolean deletionProtection,
    List<String> securityGroups,
    TargetGroupSpec targetGroup,
    Boolean acceptUnauthenticatedExposure) {

  /** AWS's recommended policy, and its console's default. */
  public static final String DEFAULT_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

  /** The vendor's minimum: AWS's own default of 60 seconds cuts streams. */
  public static final int DEFAULT_IDLE_TIMEOUT_SECONDS = 300;

  public enum Scheme {
    INTERNAL("internal"),
    INTERNET_FACING("internet-facing");

    private final String text;

    Scheme(String text) {
      this.text = text;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String text() {
      return text;
    }
  }

  public LoadBalancerSpec {
    name = name == null ? Optional.empty() : name;
    scheme = scheme == null ? Scheme.INTERNAL : scheme;
    subnets = subnets == null ? List.of() : List.copyOf(subnets);
    sslPolicy = sslPolicy == null ? DEFAULT_SSL_POLICY : sslPolicy;
    idleTimeoutSeconds =
        idleTimeoutSeconds == null
            ? Integer.valueOf(DEFAULT_IDLE_TIMEOUT_SECONDS)
            : idleTimeoutSeconds;
    allowedCidrs = allowedCidrs == null ? List.of() : List.copyOf(allowedCidrs);
    httpRedirect = httpRedirect == null ? Boolean.TRUE : httpRedirect;
    dropInvalidHeaderFields =
        dropInvalidHeaderFields == null ? Boolean.TRUE : dropInvalidHeaderFields;
    deletionProtection = deletionProtection == null ? Boolean.FALSE : deletionProtection;
    securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
    targetGroup = targetGroup == null ? TargetGroupSpec.DEFAULT : targetGroup;
    acceptUnauthenticatedExposure =
        acceptUnauthenticatedExposure == null ? Boolean.FALSE : acceptUnauthenticatedExposure;
  }
}
