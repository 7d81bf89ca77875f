package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.desired.TargetSpec;
import java.util.Optional;

/**
 * An open door to a target, and whose account lies behind it.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param caller the ARN of whoever we are there
 */
public record Session(AwsClients clients, String accountId, String partition, String caller) {

  /** Whether a principal is the operator itself; another session of our role is ours too. */
  boolean isOurs(String principal) {
    return role(principal).equals(role(caller));
  }

  private static String role(String arn) {
    return arn.contains(":assumed-role/") ? arn.substring(0, arn.lastIndexOf('/')) : arn;
  }

  /** Why a deployment must not be touched through this door: its spec names another account. */
  public Optional<Failure> refusal(TargetSpec target) {
    return target
        .accountId()
        .filter(expected -> !expected.equals(accountId))
        .map(expected -> otherAccount(target, expected));
  }

  private Failure otherAccount(TargetSpec target, String expected) {
    return new Failure(
        FailureClass.CREDENTIALS,
        "sts:GetCallerIdentity",
        "WrongAccount",
        "the spec's target.accountId is "
            + expected
            + ", but the credentials are "
            + caller
            + target.roleArn().map(role -> " (target.roleArn is " + role + ")").orElse("")
            + "; nothing is planned or changed. Correct target.accountId or target.roleArn, or"
            + " start the operator with that account's credentials",
        Optional.empty(),
        Optional.empty());
  }
}
