package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import java.util.Optional;

/**
 * The account and region in which a deployment's names must be unique.
 *
 * @param account as declared, or that of the role to assume; empty for "that of the credentials",
 *     which may turn out to be any
 */
record TargetScope(String region, Optional<String> account) {
  static TargetScope of(Declaration declared) {
    TargetSpec target = declared.target();
    return new TargetScope(target.region(), target.declaredAccount());
  }

  boolean mayShareAccountWith(TargetScope other) {
    return account.isEmpty() || other.account.isEmpty() || account.equals(other.account);
  }

  boolean mayBeSameAs(TargetScope other) {
    return region.equals(other.region) && mayShareAccountWith(other);
  }
}
