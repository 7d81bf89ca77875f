package io.purplemcp.operator.sandbox.sts;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.Set;
import software.amazon.awssdk.services.sts.StsClient;
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
        .userId("AIDASANDBOXUSER000001")
        .build();
  }
}
