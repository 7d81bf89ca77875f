package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Seed;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/** The issued certificate of {@link SandboxAccountIds}. */
public final class AcmSeed implements Seed {
  private static final String SUBDOMAINS = "*." + SandboxAccountIds.CERTIFICATE_DOMAIN;

  @Override
  public void plant(Context context) {
    String arn = context.scope().arn("acm", "certificate/" + SandboxAccountIds.CERTIFICATE_ID);
    CertificateDetail requested =
        Certificates.requested(
            context, arn, SandboxAccountIds.CERTIFICATE_DOMAIN, List.of(SUBDOMAINS));
    context
        .table(AcmTables.CERTIFICATES)
        .put(arn, new CertificateRow(Certificates.issued(context, requested), Map.of()));
  }
}
