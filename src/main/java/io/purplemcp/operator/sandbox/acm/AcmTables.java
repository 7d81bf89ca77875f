package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.TableKey;

/** What Certificate Manager keeps. */
public final class AcmTables {
  /** By ARN. */
  public static final TableKey<CertificateRow> CERTIFICATES =
      TableKey.of("acm.certificates", CertificateRow.class);

  /** By ARN; only of certificates that are issued. */
  static final TableKey<CertificateText> TEXTS = TableKey.of("acm.texts", CertificateText.class);

  private AcmTables() {}
}
