package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.TargetSpec;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens targets with the clients of a factory, and tells whose they are. */
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
    return new Session(clients, caller.accountId(), caller.partition(), caller.arn());
  }

  private CallerIdentity.Caller caller(AwsClients clients) throws Refused {
    try {
      return identity.of(clients);
    } catch (SdkException unknown) {
      throw new Refused(Failures.of(unknown, WHO));
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
