package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.TableKey;

/** The tables of IAM, which belong to an account and to no region. */
public final class IamTables {
  /** By the role's name in lower case, as names that differ in case only are the same. */
  public static final TableKey<RoleRow> ROLES = TableKey.of("iam.roles", RoleRow.class);

  /** By ARN. */
  public static final TableKey<PolicyRow> POLICIES = TableKey.of("iam.policies", PolicyRow.class);

  private IamTables() {}
}
