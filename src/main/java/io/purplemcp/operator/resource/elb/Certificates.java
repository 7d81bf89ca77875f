package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/** Looks at the certificates that listeners use; the operator never changes one. */
final class Certificates {
  /** An issued certificate does not change from minute to minute. */
  private static final Duration REMEMBER_ISSUED = Duration.ofHours(1);

  /** Somebody is waiting for this one. */
  private static final Duration REMEMBER_PENDING = Duration.ofSeconds(30);

  /** ACM renews 60 days ahead, so what has 30 days left has not been renewed. */
  private static final Duration EXPIRY_NOTICE = Duration.ofDays(30);

  private static final Duration EXPIRY_ALARM = Duration.ofDays(7);

  private Certificates() {}

  /** Reads a certificate of ACM, or what is remembered of it. */
  static Reading<CertificateDetail> observe(Look look, String arn) {
    if (!arn.contains(":acm:")) {
      return new Reading.NotRead<>();
    }
    Reading<CertificateDetail> remembered =
        look.memory().remember("certificate " + arn, REMEMBER_ISSUED, () -> read(look, arn));
    boolean issued =
        remembered
            .found()
            .filter(detail -> detail.status() == CertificateStatus.ISSUED)
            .isPresent();
    return issued
        ? remembered
        : look.memory()
            .remember("pending certificate " + arn, REMEMBER_PENDING, () -> read(look, arn));
  }

  private static Reading<CertificateDetail> read(Look look, String arn) {
    try {
      return new Reading.Present<>(
          look.clients()
              .acm()
              .describeCertificate(request -> request.certificateArn(arn))
              .certificate());
    } catch (ResourceNotFoundException gone) {
      return new Reading.Absent<>();
    } catch (AcmException unreadable) {
      // Reading certificates is a courtesy: without the permission the listener still works.
      return new Reading.Unreadable<>(Failures.of(unreadable, "acm:DescribeCertificate"));
    }
  }

  /** Whether AWS would refuse a listener with this certificate. */
  static boolean unusable(Reading<CertificateDetail> reading) {
    return reading.absent()
        || reading
            .found()
            .filter(detail -> detail.status() != CertificateStatus.ISSUED)
            .isPresent();
  }

  /** Whether a certificate is for a host name, by its own names or a wildcard of one label. */
  static boolean covers(CertificateDetail detail, String hostName) {
    String wildcard = "*" + hostName.substring(hostName.indexOf('.'));
    return Stream.concat(
            Stream.ofNullable(detail.domainName()), detail.subjectAlternativeNames().stream())
        .anyMatch(name -> name.equalsIgnoreCase(hostName) || name.equalsIgnoreCase(wildcard));
  }

  /** What there is to say about a listener's certificate. */
  static Optional<Finding> finding(
      ResourceId listener, String arn, Reading<CertificateDetail> reading, Instant now) {
    if (reading.absent()) {
      return Optional.of(
          Finding.blocked(
              Reason.CertificateNotIssued,
              listener,
              "The certificate %s does not exist; request it in ACM in the load balancer's region, or correct loadBalancer.certificateArn"
                  .formatted(arn)));
    }
    if (reading instanceof Reading.Unreadable<CertificateDetail> unreadable) {
      return Optional.of(
          Finding.notice(
              Reason.CertificateNotIssued,
              listener,
              "The expiry of the certificate %s is not watched: %s"
                  .formatted(arn, unreadable.failure().sentence())));
    }
    return reading
        .found()
        .flatMap(
            detail ->
                detail.status() == CertificateStatus.ISSUED
                    ? ageing(listener, arn, detail, now)
                    : Optional.of(notIssued(listener, arn, detail)));
  }

  private static Finding notIssued(ResourceId listener, String arn, CertificateDetail detail) {
    String advice =
        detail.status() == CertificateStatus.PENDING_VALIDATION
            ? "add the DNS validation records that ACM shows for it"
            : "request a new one and put its ARN into loadBalancer.certificateArn";
    return Finding.blocked(
        Reason.CertificateNotIssued,
        listener,
        "The certificate %s (%s) is %s, not ISSUED; %s"
            .formatted(arn, detail.domainName(), detail.statusAsString(), advice));
  }

  private static Optional<Finding> ageing(
      ResourceId listener, String arn, CertificateDetail detail, Instant now) {
    if (detail.notAfter() == null) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, detail.notAfter());
    String sentence =
        "The certificate %s (%s) expires on %s; %s"
            .formatted(arn, detail.domainName(), detail.notAfter(), renewal(detail));
    if (left.compareTo(EXPIRY_ALARM) < 0) {
      return Optional.of(Finding.degraded(Reason.CertificateNotIssued, listener, sentence));
    }
    return left.compareTo(EXPIRY_NOTICE) < 0
        ? Optional.of(Finding.notice(Reason.CertificateNotIssued, listener, sentence))
        : Optional.empty();
  }

  private static String renewal(CertificateDetail detail) {
    if (detail.type() == CertificateType.IMPORTED) {
      return "it was imported, so nobody but you renews it";
    }
    RenewalStatus renewal =
        detail.renewalSummary() == null ? null : detail.renewalSummary().renewalStatus();
    return renewal == RenewalStatus.PENDING_VALIDATION || renewal == RenewalStatus.FAILED
        ? "ACM could not renew it (%s): check its DNS validation records".formatted(renewal)
        : "ACM has not renewed it yet: check that its DNS validation records are in place";
  }
}
