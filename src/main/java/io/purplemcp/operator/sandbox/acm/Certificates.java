package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsageName;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.KeyUsageName;
import software.amazon.awssdk.services.acm.model.RecordType;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** Certificates as Amazon issues and shows them. */
final class Certificates {
  /** Amazon's certificates are valid for thirteen months. */
  private static final Duration VALIDITY = Duration.ofDays(395);

  private Certificates() {}

  /** A certificate whose domain is still to be proven by a DNS record. */
  static CertificateDetail requested(
      Context context, String arn, String domain, List<String> alternatives) {
    List<String> names =
        Stream.concat(Stream.of(domain), alternatives.stream()).distinct().toList();
    return CertificateDetail.builder()
        .certificateArn(arn)
        .domainName(domain)
        .subjectAlternativeNames(names)
        .subject("CN=" + domain)
        .issuer("Amazon")
        .type(CertificateType.AMAZON_ISSUED)
        .status(CertificateStatus.PENDING_VALIDATION)
        .createdAt(context.now())
        .keyAlgorithm(KeyAlgorithm.RSA_2048)
        .signatureAlgorithm("SHA256WITHRSA")
        .keyUsages(List.of())
        .extendedKeyUsages(List.of())
        .renewalEligibility(RenewalEligibility.INELIGIBLE)
        .options(options -> options.certificateTransparencyLoggingPreference("ENABLED"))
        .domainValidationOptions(names.stream().map(name -> validation(context, name)).toList())
        .build();
  }

  /** The same, once the domain is proven. */
  static CertificateDetail issued(Context context, CertificateDetail requested) {
    Instant now = context.now();
    return requested.toBuilder()
        .status(CertificateStatus.ISSUED)
        .issuedAt(now)
        .notBefore(now)
        .notAfter(now.plus(VALIDITY))
        .serial(context.ids().hex(32))
        .keyUsages(
            usage -> usage.name(KeyUsageName.DIGITAL_SIGNATURE),
            usage -> usage.name(KeyUsageName.KEY_ENCIPHERMENT))
        .extendedKeyUsages(
            usage ->
                usage
                    .name(ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION)
                    .oid("1.3.6.1.5.5.7.3.1"))
        .renewalEligibility(RenewalEligibility.ELIGIBLE)
        .domainValidationOptions(
            requested.domainValidationOptions().stream()
                .map(one -> one.toBuilder().validationStatus(DomainStatus.SUCCESS).build())
                .toList())
        .build();
  }

  static CertificateSummary summary(CertificateDetail detail) {
    return CertificateSummary.builder()
        .certificateArn(detail.certificateArn())
        .domainName(detail.domainName())
        .subjectAlternativeNameSummaries(detail.subjectAlternativeNames())
        .hasAdditionalSubjectAlternativeNames(false)
        .status(detail.status())
        .type(detail.type())
        .keyAlgorithm(detail.keyAlgorithm())
        .keyUsages(detail.keyUsages().stream().map(usage -> usage.name()).toList())
        .extendedKeyUsages(detail.extendedKeyUsages().stream().map(usage -> usage.name()).toList())
        .inUse(!detail.inUseBy().isEmpty())
        .renewalEligibility(detail.renewalEligibility())
        .notBefore(detail.notBefore())
        .notAfter(detail.notAfter())
        .createdAt(detail.createdAt())
        .issuedAt(detail.issuedAt())
        .importedAt(detail.importedAt())
        .build();
  }

  private static DomainValidation validation(Context context, String domain) {
    return DomainValidation.builder()
        .domainName(domain)
        .validationDomain(domain)
        .validationStatus(DomainStatus.PENDING_VALIDATION)
        .validationMethod(ValidationMethod.DNS)
        .resourceRecord(
            record ->
                record
                    .name("_" + context.ids().hex(32) + "." + domain + ".")
                    .type(RecordType.CNAME)
                    .value("_" + context.ids().hex(32) + ".acm-validations.aws."))
        .build();
  }
}
