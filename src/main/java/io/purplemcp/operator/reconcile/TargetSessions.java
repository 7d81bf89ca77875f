package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.TargetSpec;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens targets with the clients of a factory, after their account was made sure of. */
public final class TargetSessions implements Sessions {
  private static final String WHO = "sts:GetCallerIdentity";

  private final ClientFactory factory;
  private final CallerIdentity identity;

  public TargetSessions(ClientFactory factory, CallerIdentity identity) {
    this.factory = factory;
    this.identity = identity;
  }

  @Override
  public Session open(TargetSpec target) throws Refused {
    AwsClients clients = factory.clients(target);
    CallerIdentity.Caller caller = caller(clients);
    Optional<String> expected = target.accountId();
    if (expected.isPresent() && !expected.get().equals(caller.accountId())) {
      throw new Refused(otherAccount(target, expected.get(), caller), true);
    }
    return new Session(clients, caller.accountId(), caller.partition());
  }

  private CallerIdentity.Caller caller(AwsClients clients) throws Refused {
    try {
      return identity.of(clients);
    } catch (SdkException unknown) {
      throw new Refused(Failures.of(unknown, WHO), false);
    }
  }

  private static Failure otherAccount(
      TargetSpec target, String expected, CallerIdentity.Caller caller) {
    return new Failure(
        FailureClass.CREDENTIALS,
        WHO,
        "WrongAccount",
        "the spec's target.accountId is "
            + expected
            + ", but the credentials are "
            + caller.arn()
            + target.roleArn().map(role -> " (target.roleArn is " + role + ")").orElse("")
            + "; nothing is planned or changed. Correct target.accountId or target.roleArn, or"
            + " start the operator with that account's credentials",
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    factory.close();
  }
}
