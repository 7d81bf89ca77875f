package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.TableKey;

/** What Certificate Manager keeps. */
public final class AcmTables {
  /** By ARN. */
  public static final TableKey<CertificateRow> CERTIFICATES =
      TableKey.of("acm.certificates", CertificateRow.class);

  private AcmTables() {}
}
