package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.TableKey;

/** The tables of Secrets Manager, in each account and region. */
public final class SecretTables {
  /** By name. */
  public static final TableKey<SecretRow> SECRETS =
      TableKey.of("secretsmanager.secrets", SecretRow.class);

  private SecretTables() {}
}
