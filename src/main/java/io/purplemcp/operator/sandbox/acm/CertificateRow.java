package io.purplemcp.operator.sandbox.acm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;

/**
 * A certificate.
 *
 * @param detail as it is described, without who uses it
 */
public record CertificateRow(CertificateDetail detail, Map<String, String> tags) {
  public CertificateRow {
    tags = Map.copyOf(tags);
  }

  /** Its status at a moment: an imported certificate expires, one of Amazon's is renewed. */
  public CertificateStatus status(Instant now) {
    boolean expired = detail.type() == CertificateType.IMPORTED && !now.isBefore(detail.notAfter());
    return expired ? CertificateStatus.EXPIRED : detail.status();
  }

  String arn() {
    return detail.certificateArn();
  }

  CertificateRow plusTags(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.putAll(more);
    return new CertificateRow(detail, all);
  }

  CertificateRow minusTags(List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    keys.forEach(all::remove);
    return new CertificateRow(detail, all);
  }
}
