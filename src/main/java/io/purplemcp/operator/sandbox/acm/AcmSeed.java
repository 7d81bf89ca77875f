package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/** The issued certificate of {@link SandboxAccountIds}. */
public final class AcmSeed implements Seed {
  private static final String PEM = "/sandbox/certificate.pem";

  @Override
  public void plant(Context context) {
    String arn = context.scope().arn("acm", "certificate/" + SandboxAccountIds.CERTIFICATE_ID);
    CertificateDetail requested =
        Certificates.requested(context, arn, SandboxAccountIds.CERTIFICATE_DOMAIN, List.of());
    context
        .table(AcmTables.CERTIFICATES)
        .put(arn, new CertificateRow(Certificates.issued(context, requested), Map.of()));
    context.table(AcmTables.TEXTS).put(arn, text());
  }

  /** A text whose own dates are those of a century, unlike the ones that are described. */
  private static CertificateText text() {
    try (InputStream stream = AcmSeed.class.getResourceAsStream(PEM)) {
      String pem = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
      return new CertificateText(pem, Optional.of(pem));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's certificate cannot be read", e);
    }
  }
}
