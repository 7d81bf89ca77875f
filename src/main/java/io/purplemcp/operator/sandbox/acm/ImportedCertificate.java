package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;

/** A certificate that was issued elsewhere, and what ACM tells of it. */
record ImportedCertificate(X509Certificate x509) {
  /** The kind of an alternative name, after RFC 5280. */
  private static final int DNS_NAME = 2;

  private static final int P256_BITS = 256;
  private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,]+)");

  /**
   * @throws AwsError where the text is no certificate
   */
  static ImportedCertificate parse(String pem) {
    try {
      return new ImportedCertificate(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
    } catch (CertificateException e) {
      throw invalid("The certificate is not a valid PEM certificate.");
    }
  }

  CertificateDetail describe(String arn, Instant now) {
    return CertificateDetail.builder()
        .certificateArn(arn)
        .domainName(names().stream().findFirst().orElse(""))
        .subjectAlternativeNames(names())
        .serial(x509.getSerialNumber().toString(16))
        .subject(x509.getSubjectX500Principal().getName())
        .issuer(commonName(x509.getIssuerX500Principal().getName()).orElse(""))
        .type(CertificateType.IMPORTED)
        .status(
            x509.getNotAfter().toInstant().isBefore(now)
                ? CertificateStatus.EXPIRED
                : CertificateStatus.ISSUED)
        .createdAt(now)
        .importedAt(now)
        .notBefore(x509.getNotBefore().toInstant())
        .notAfter(x509.getNotAfter().toInstant())
        .keyAlgorithm(keyAlgorithm(x509.getPublicKey()))
        .signatureAlgorithm(x509.getSigAlgName().toUpperCase(Locale.ROOT))
        .renewalEligibility(RenewalEligibility.INELIGIBLE)
        .build();
  }

  private List<String> names() {
    try {
      Stream<String> alternatives =
          Optional.ofNullable(x509.getSubjectAlternativeNames()).stream()
              .flatMap(Collection::stream)
              .filter(name -> name.get(0).equals(DNS_NAME))
              .map(name -> name.get(1).toString());
      Stream<String> common = commonName(x509.getSubjectX500Principal().getName()).stream();
      return Stream.concat(common, alternatives).distinct().toList();
    } catch (CertificateException e) {
      throw invalid("The certificate's alternative names cannot be read.");
    }
  }

  private static Optional<String> commonName(String name) {
    Matcher matcher = COMMON_NAME.matcher(name);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String keyAlgorithm(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return "RSA_" + rsa.getModulus().bitLength();
    }
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getOrder().bitLength();
      return bits == P256_BITS ? "EC_prime256v1" : "EC_secp" + bits + "r1";
    }
    throw invalid("The certificate's key is neither RSA nor EC.");
  }

  private static AwsError invalid(String message) {
    return AwsError.badRequest("ValidationException", message);
  }
}
