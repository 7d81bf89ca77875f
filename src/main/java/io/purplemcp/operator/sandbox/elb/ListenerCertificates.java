package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;

/** The certificates of a listener beyond its default one, chosen by the client's SNI. */
final class ListenerCertificates {
  /** Quota: certificates of a load balancer, the default ones not counted. */
  private static final int MOST = 25;

  private final Context context;

  ListenerCertificates(Context context) {
    this.context = context;
  }

  /** Adding a certificate that the listener has changes nothing. */
  List<Certificate> add(String listenerArn, List<Certificate> certificates) {
    ListenerRow row = https(listenerArn);
    List<String> after = new ArrayList<>(row.furtherCertificates());
    for (Certificate certificate : ElbErrors.required(certificates, "certificates")) {
      String arn = certificate.certificateArn();
      Certificates.mustBeUsable(context, arn);
      if (!after.contains(arn) && !isDefault(row, arn)) {
        after.add(arn);
      }
    }
    if (after.size() > MOST) {
      throw AwsError.badRequest(
          "TooManyCertificates", "A load balancer can have at most " + MOST + " certificates");
    }
    save(row, after);
    return certificates;
  }

  void remove(String listenerArn, List<Certificate> certificates) {
    ListenerRow row = https(listenerArn);
    List<String> after = new ArrayList<>(row.furtherCertificates());
    for (Certificate certificate : ElbErrors.required(certificates, "certificates")) {
      if (isDefault(row, certificate.certificateArn())) {
        throw ElbErrors.notPermitted("The default certificate of a listener cannot be removed");
      }
      after.remove(certificate.certificateArn());
    }
    save(row, after);
  }

  /** The default certificate and then the others. */
  List<Certificate> describe(String listenerArn) {
    ListenerRow row = Listeners.find(context, listenerArn);
    List<Certificate> all = new ArrayList<>();
    row.model().certificates().forEach(one -> all.add(one.toBuilder().isDefault(true).build()));
    row.furtherCertificates()
        .forEach(
            arn -> all.add(Certificate.builder().certificateArn(arn).isDefault(false).build()));
    return all;
  }

  private ListenerRow https(String listenerArn) {
    ListenerRow row = Listeners.find(context, listenerArn);
    if (row.model().certificates().isEmpty()) {
      throw ElbErrors.validation("Certificates belong to HTTPS listeners");
    }
    return row;
  }

  private void save(ListenerRow row, List<String> further) {
    context.table(ElbTables.LISTENERS).put(row.arn(), row.withFurtherCertificates(further));
  }

  private static boolean isDefault(ListenerRow row, String arn) {
    return row.model().certificates().stream().anyMatch(one -> one.certificateArn().equals(arn));
  }
}
