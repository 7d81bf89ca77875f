package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetSpec;
import java.util.List;

/** The role to assume belongs to the account of the guard; an external id is for such a role. */
public final class TargetAccountRule implements Rule {
  private static final String TARGET = "/spec/target";

  @Override
  public List<String> reads() {
    return List.of(TARGET);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    TargetSpec target = deployment.spec().target();
    target
        .roleArn()
        .map(arn -> Arn.parse(arn).account())
        .filter(account -> target.accountId().filter(guard -> !guard.equals(account)).isPresent())
        .ifPresent(
            account ->
                verdict.reject(
                    TARGET + "/roleArn",
                    "the role is in another account than accountId "
                        + target.accountId().orElseThrow()));
    if (target.externalId().isPresent() && target.roleArn().isEmpty()) {
      verdict.reject(TARGET + "/externalId", "only used together with roleArn");
    }
  }
}
