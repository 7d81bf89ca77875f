package io.purplemcp.operator.sandbox.acm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/**
 * A certificate.
 *
 * @param detail as it is described, without who uses it
 */
public record CertificateRow(CertificateDetail detail, Map<String, String> tags) {
  public CertificateRow {
    tags = Map.copyOf(tags);
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
