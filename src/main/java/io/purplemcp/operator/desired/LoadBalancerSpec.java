package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Application Load Balancer in front of the tasks.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record LoadBalancerSpec(
    @JsonPropertyDescription("The load balancer's name; the deployment's own by default.")
        Optional<
                @Size(max = 32)
                @Pattern(
                    regexp = Patterns.LOAD_BALANCER_NAME,
                    message =
                        "letters, digits and hyphens, neither beginning nor ending with a hyphen,"
                            + " not beginning with internal-")
                String>
            name,
    @JsonPropertyDescription(
            "internal: private addresses only; internet-facing: public ones, which needs"
                + " authentication or a restricted allowedCidrs.")
        Scheme scheme,
    @JsonPropertyDescription("The load balancer's subnets, in at least two Availability Zones.")
        @NotNull
        @Size(min = 2, max = 20)
        List<@Pattern(regexp = Patterns.SUBNET, message = Patterns.SUBNET_TEXT) String> subnets,
    @JsonPropertyDescription("The ACM certificate of the HTTPS listener, in the target's region.")
        @NotNull
        @Pattern(regexp = LoadBalancerSpec.CERTIFICATE, message = LoadBalancerSpec.CERTIFICATE_TEXT)
        String certificateArn,
    @JsonPropertyDescription(
            "Further ACM certificates of the HTTPS listener; clients get the one that covers the"
                + " name they ask for (SNI).")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = LoadBalancerSpec.MAX_ADDITIONAL_CERTIFICATES)
        List<
                @Pattern(
                    regexp = LoadBalancerSpec.CERTIFICATE,
                    message = LoadBalancerSpec.CERTIFICATE_TEXT)
                String>
            additionalCertificateArns,
    @JsonPropertyDescription("The TLS policy of the HTTPS listener.")
        @Pattern(
            regexp = "^ELBSecurityPolicy-[A-Za-z0-9-]+$",
            message =
                "the name of an ELB security policy, such as "
                    + LoadBalancerSpec.DEFAULT_SSL_POLICY)
        String sslPolicy,
    @JsonPropertyDescription(
            "Seconds for which a silent connection is kept; event streams need at least 300.")
        @Min(1)
        @Max(4000)
        Integer idleTimeoutSeconds,
    @JsonPropertyDescription(
            "Who may reach the load balancer on 443 (and on 80, which redirects). An internal one"
                + " is open to the private ranges of RFC 1918 by default; an internet-facing one"
                + " with authentication to everybody, and without it needs a list.")
        @Size(min = 1, max = 50)
        List<String> allowedCidrs,
    @JsonPropertyDescription("Whether port 80 redirects to HTTPS.") Boolean httpRedirect,
    @JsonPropertyDescription("Whether malformed header fields are removed.")
        Boolean dropInvalidHeaderFields,
    @JsonPropertyDescription("AWS's own protection against deletion.") Boolean deletionProtection,
    @JsonPropertyDescription(
            "Security groups that are managed elsewhere, instead of allowedCidrs; without any the"
                + " operator makes one.")
        @Size(max = 5)
        List<
                @Pattern(regexp = Patterns.SECURITY_GROUP, message = Patterns.SECURITY_GROUP_TEXT)
                String>
            securityGroups,
    @JsonPropertyDescription("The target group: type ip, HTTP, stickiness off.")
        TargetGroupSpec targetGroup,
    @JsonPropertyDescription(
            "true accepts, in so many words, that anybody who reaches the internet-facing load"
                + " balancer can query the SentinelOne account: Purple MCP has no authentication of"
                + " its own.")
        Boolean acceptUnauthenticatedExposure,
    @JsonPropertyDescription("Who is let through; without it, whoever reaches the load balancer.")
        Optional<AuthenticationSpec> authentication) {

  private static final String CERTIFICATE =
      "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+$";
  private static final String CERTIFICATE_TEXT =
      "an ACM certificate's ARN, such as arn:aws:acm:us-east-1:111122223333:certificate/…";

  /** ELB's quota of certificates for one load balancer, the default one not counted. */
  public static final int MAX_ADDITIONAL_CERTIFICATES = 25;

  /** AWS's recommended policy, and its console's default. */
  public static final String DEFAULT_SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

  /** The vendor's minimum: AWS's own default of 60 seconds cuts streams. */
  public static final int DEFAULT_IDLE_TIMEOUT_SECONDS = 300;

  /** RFC 1918: who may reach an internal load balancer that names nobody. */
  public static final List<String> PRIVATE_RANGES =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  /** Who may reach an internet-facing one that asks its callers who they are. */
  public static final List<String> EVERYBODY = List.of("0.0.0.0/0");

  /** ELB's own names. */
  public enum Scheme {
    INTERNAL("internal"),
    INTERNET_FACING("internet-facing");

    private final String text;

    Scheme(String text) {
      this.text = text;
    }

    @JsonValue
    public String text() {
      return text;
    }
  }

  public LoadBalancerSpec {
    name = name == null ? Optional.empty() : name;
    scheme = scheme == null ? Scheme.INTERNAL : scheme;
    subnets = subnets == null ? List.of() : List.copyOf(subnets);
    additionalCertificateArns =
        additionalCertificateArns == null ? List.of() : List.copyOf(additionalCertificateArns);
    sslPolicy = sslPolicy == null ? DEFAULT_SSL_POLICY : sslPolicy;
    idleTimeoutSeconds =
        idleTimeoutSeconds == null
            ? Integer.valueOf(DEFAULT_IDLE_TIMEOUT_SECONDS)
            : idleTimeoutSeconds;
    httpRedirect = httpRedirect == null ? Boolean.TRUE : httpRedirect;
    dropInvalidHeaderFields =
        dropInvalidHeaderFields == null ? Boolean.TRUE : dropInvalidHeaderFields;
    deletionProtection = deletionProtection == null ? Boolean.FALSE : deletionProtection;
    securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
    authentication = authentication == null ? Optional.empty() : authentication;
    allowedCidrs =
        allowedCidrs == null
            ? defaultCidrs(scheme, securityGroups, enforced(authentication))
            : List.copyOf(allowedCidrs);
    targetGroup = targetGroup == null ? TargetGroupSpec.DEFAULT : targetGroup;
    acceptUnauthenticatedExposure =
        acceptUnauthenticatedExposure == null ? Boolean.FALSE : acceptUnauthenticatedExposure;
  }

  private static boolean enforced(Optional<AuthenticationSpec> authentication) {
    return authentication.filter(AuthenticationSpec::enforced).isPresent();
  }

  private static List<String> defaultCidrs(
      Scheme scheme, List<String> securityGroups, boolean authenticated) {
    if (!securityGroups.isEmpty()) {
      return List.of();
    }
    if (scheme == Scheme.INTERNAL) {
      return PRIVATE_RANGES;
    }
    return authenticated ? EVERYBODY : List.of();
  }

  /** Whether callers have to prove who they are. */
  public boolean authenticated() {
    return enforced(authentication);
  }

  /** Whose tokens the load balancer itself verifies. */
  public Optional<JwtSpec> jwt() {
    return authentication.flatMap(AuthenticationSpec::jwt);
  }

  /** The method of authentication, {@code none} where the document is silent. */
  public AuthenticationSpec authenticationOrNone() {
    return authentication.orElse(AuthenticationSpec.NONE);
  }

  /** All certificates of the HTTPS listener, the default one first. */
  public List<String> certificateArns() {
    return Stream.concat(Stream.of(certificateArn), additionalCertificateArns.stream()).toList();
  }
}
