package io.purplemcp.operator.sandbox.sts;

import io.purplemcp.operator.sandbox.core.AccountBook;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.Set;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS Security Token Service. */
public final class StsService implements SandboxService {
  private final Context context;

  private StsService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "sts",
        Protocol.AWS_QUERY,
        StsClient.class,
        true,
        StsService.class,
        StsService::new,
        Set.of("AssumeRole"),
        Ticker.NONE);
  }

  public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    return GetCallerIdentityResponse.builder()
        .account(context.scope().account())
        .arn(context.caller())
        .userId(AccountBook.userId(context.cloud(), context.caller()))
        .build();
  }

  /**
   * Gives out keys that act in the role's account. A role that exists in the sandbox is given to
   * whom its trust policy names; one that does not exist is given to everybody, so that a desired
   * state that names roles of real accounts runs here without making them first.
   */
  public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
    return new RoleAssumption(context, request).grant();
  }
}
