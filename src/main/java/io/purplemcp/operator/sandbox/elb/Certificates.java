package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.acm.AcmTables;
import io.purplemcp.operator.sandbox.acm.CertificateRow;
import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;

/** The certificates of ACM as listeners use them. */
public final class Certificates {
  private Certificates() {}

  /** ARNs of the load balancers that use a certificate: ACM's {@code InUseBy}. */
  public static List<String> usersOf(Context context, String certificateArn) {
    return context.table(ElbTables.LISTENERS).all().stream()
        .filter(listener -> of(listener).anyMatch(certificateArn::equals))
        .map(listener -> listener.model().loadBalancerArn())
        .distinct()
        .toList();
  }

  static void mustBeUsable(Context context, String arn) {
    CertificateRow certificate =
        context
            .table(AcmTables.CERTIFICATES)
            .find(ElbErrors.required(arn, "certificateArn"))
            .orElseThrow(() -> ElbErrors.certificateNotFound(arn));
    CertificateStatus status = certificate.detail().status();
    if (status != CertificateStatus.ISSUED) {
      throw AwsError.badRequest(
          "UnsupportedCertificate",
          "The certificate '"
              + arn
              + "' must have a fully-qualified domain name, a supported signature, and a supported"
              + " key size, and be issued; it is "
              + status);
    }
  }

  private static Stream<String> of(ListenerRow listener) {
    return Stream.concat(
        listener.model().certificates().stream().map(Certificate::certificateArn),
        listener.furtherCertificates().stream());
  }
}
