package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;

/** Certificates as texts: brought in and given out. */
final class CertificateTexts {
  private final Context context;

  CertificateTexts(Context context) {
    this.context = context;
  }

  /** The texts of one that is issued. */
  GetCertificateResponse get(String arn) {
    CertificateText text =
        find(context, arn)
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "RequestInProgressException",
                        "Certificate request " + arn + " is in progress. Please try again later."));
    return GetCertificateResponse.builder()
        .certificate(text.pem())
        .certificateChain(text.chain().orElse(null))
        .build();
  }

  /** The text of a certificate that was imported or is issued; what is issued is signed now. */
  static Optional<CertificateText> find(Context context, String arn) {
    Table<CertificateText> texts = context.table(AcmTables.TEXTS);
    Optional<CertificateDetail> unsigned =
        context
            .table(AcmTables.CERTIFICATES)
            .find(arn)
            .map(CertificateRow::detail)
            .filter(detail -> detail.status() == CertificateStatus.ISSUED)
            .filter(detail -> !texts.contains(arn));
    unsigned.ifPresent(detail -> texts.put(arn, Authority.issue(context, detail)));
    return texts.find(arn);
  }

  /**
   * Keeps a certificate; under the ARN of one that is there it takes the other's place and keeps
   * its tags.
   */
  void put(ImportCertificateRequest request, String arn, Map<String, String> tags) {
    String key = required(request.privateKey(), "privateKey");
    if (!key.contains("PRIVATE KEY-----")) {
      throw invalid("The private key is not supported.");
    }
    String pem = required(request.certificate(), "certificate");
    Optional<String> chain =
        Optional.ofNullable(request.certificateChain()).map(SdkBytes::asUtf8String);
    context
        .table(AcmTables.CERTIFICATES)
        .put(
            arn,
            new CertificateRow(ImportedCertificate.parse(pem).describe(arn, context.now()), tags));
    context.table(AcmTables.TEXTS).put(arn, new CertificateText(pem, chain, Optional.of(key)));
  }

  private static String required(SdkBytes bytes, String member) {
    if (bytes == null) {
      throw invalid(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return new String(bytes.asByteArray(), StandardCharsets.UTF_8);
  }

  static AwsError invalid(String message) {
    return AwsError.badRequest("ValidationException", message);
  }
}
