package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;

/** What is read from a certificate in PEM form that somebody brings along. */
final class ImportedCertificate {
  /** Kind of a subject alternative name that is a DNS name (RFC 5280). */
  private static final int DNS_NAME = 2;

  private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,]+)");
  private static final int HEXADECIMAL = 16;

  private ImportedCertificate() {}

  static CertificateDetail read(String arn, SdkBytes pem, Instant now) {
    X509Certificate certificate = parse(pem);
    Matcher subject = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    List<String> names = names(certificate);
    String domain = subject.find() ? subject.group(1) : names.stream().findFirst().orElse("");
    return CertificateDetail.builder()
        .certificateArn(arn)
        .domainName(domain)
        .subjectAlternativeNames(names.isEmpty() ? List.of(domain) : names)
        .subject(certificate.getSubjectX500Principal().getName())
        .issuer(certificate.getIssuerX500Principal().getName())
        .serial(certificate.getSerialNumber().toString(HEXADECIMAL))
        .type(CertificateType.IMPORTED)
        .status(CertificateStatus.ISSUED)
        .createdAt(now)
        .importedAt(now)
        .notBefore(certificate.getNotBefore().toInstant())
        .notAfter(certificate.getNotAfter().toInstant())
        .keyAlgorithm(keyAlgorithm(certificate))
        .signatureAlgorithm(certificate.getSigAlgName().toUpperCase(Locale.ROOT))
        .keyUsages(List.of())
        .extendedKeyUsages(List.of())
        .renewalEligibility(RenewalEligibility.INELIGIBLE)
        .options(options -> options.certificateTransparencyLoggingPreference("DISABLED"))
        .build();
  }

  private static X509Certificate parse(SdkBytes pem) {
    try (InputStream in = pem.asInputStream()) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (CertificateException | IOException e) {
      throw AwsError.badRequest(
          "ValidationException", "The certificate field contains no valid PEM certificate.");
    }
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static String keyAlgorithm(X509Certificate certificate) {
    return certificate.getPublicKey() instanceof RSAPublicKey rsa
        ? "RSA_" + rsa.getModulus().bitLength()
        : "EC_prime256v1";
  }
}
