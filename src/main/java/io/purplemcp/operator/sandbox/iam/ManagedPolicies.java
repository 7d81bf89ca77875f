package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Optional;

/** Managed policies: those of the account and AWS's own. */
final class ManagedPolicies {
  private final Context context;

  ManagedPolicies(Context context) {
    this.context = context;
  }

  static Optional<PolicyRow> find(Context context, String arn) {
    return context.globalTable(IamTables.POLICIES).find(arn);
  }
}
