package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;

/** What only HTTPS listeners have: certificate, policy and client certificates. */
final class ListenerTls {
  private static final MutualAuthenticationAttributes OFF =
      MutualAuthenticationAttributes.builder().mode("off").build();

  private ListenerTls() {}

  /** Checks and completes the TLS members of a listener that is created or modified. */
  static Listener complete(Context context, Listener given) {
    return "HTTPS".equals(given.protocolAsString()) ? https(context, given) : http(given);
  }

  /** The listener without what its protocol does not have. */
  static Listener.Builder stripped(Listener.Builder listener) {
    return listener
        .sslPolicy(null)
        .certificates(List.of())
        .mutualAuthentication((MutualAuthenticationAttributes) null);
  }

  private static Listener http(Listener given) {
    if (!given.certificates().isEmpty() || given.sslPolicy() != null) {
      throw ElbErrors.validation(
          "A certificate and an SSL policy can be specified for HTTPS listeners only");
    }
    return stripped(given.toBuilder()).build();
  }

  private static Listener https(Context context, Listener given) {
    if (given.certificates().isEmpty()) {
      throw ElbErrors.validation("A certificate must be specified for HTTPS listeners");
    }
    String policy = Optional.ofNullable(given.sslPolicy()).orElse(SslPolicies.DEFAULT);
    return given.toBuilder()
        .sslPolicy(SslPolicies.checked(policy))
        .certificates(defaultCertificate(context, given.certificates()))
        .mutualAuthentication(mutual(given.mutualAuthentication()))
        .build();
  }

  private static Certificate defaultCertificate(Context context, List<Certificate> given) {
    if (given.size() > 1) {
      throw AwsError.badRequest(
          "TooManyCertificates",
          "A listener takes one default certificate; add others with AddListenerCertificates");
    }
    Certificate certificate = given.get(0);
    if (certificate.isDefault() != null) {
      throw ElbErrors.validation("You cannot set the isDefault parameter of a certificate");
    }
    Certificates.mustBeUsable(context, certificate.certificateArn());
    return certificate;
  }

  private static MutualAuthenticationAttributes mutual(MutualAuthenticationAttributes given) {
    if (given == null || "off".equals(given.mode())) {
      return OFF;
    }
    if (given.trustStoreArn() != null) {
      throw AwsError.badRequest(
          "TrustStoreNotFound", "Trust store '" + given.trustStoreArn() + "' not found");
    }
    if (!"passthrough".equals(given.mode())) {
      throw ElbErrors.validation(
          "Mutual authentication mode '"
              + given.mode()
              + "' must be off, passthrough or verify, "
              + "and verify needs a trust store");
    }
    return given;
  }
}
