package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Seed;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.wafv2.model.DefaultAction;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** A web ACL that somebody else manages; it lets nobody through. */
public final class WafSeed implements Seed {
  @Override
  public void plant(Context context) {
    String name = SandboxAccountIds.WEB_ACL_NAME;
    String id = SandboxAccountIds.WEB_ACL_ID;
    WebACL model =
        WebACL.builder()
            .name(name)
            .id(id)
            .arn(context.scope().arn("wafv2", "regional/webacl/" + name + "/" + id))
            .description("The company's own web ACL")
            .defaultAction(DefaultAction.builder().block(block -> {}).build())
            .rules(List.of())
            .visibilityConfig(
                VisibilityConfig.builder()
                    .sampledRequestsEnabled(false)
                    .cloudWatchMetricsEnabled(true)
                    .metricName(name)
                    .build())
            .capacity(0L)
            .managedByFirewallManager(false)
            .labelNamespace("awswaf:%s:webacl:%s:".formatted(context.scope().account(), name))
            .build();
    context
        .table(WafTables.WEB_ACLS)
        .put(model.arn(), new WebAclRow(model, context.ids().uuid(), Map.of(), context.now()));
  }
}
