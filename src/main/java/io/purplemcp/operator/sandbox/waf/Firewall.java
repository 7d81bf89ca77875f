package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.dataplane.Answer;
import io.purplemcp.operator.sandbox.dataplane.RequestHead;
import io.purplemcp.operator.sandbox.dataplane.WebAcl;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.BlockAction;
import software.amazon.awssdk.services.wafv2.model.CustomResponse;
import software.amazon.awssdk.services.wafv2.model.CustomResponseBody;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * Web ACLs at work: the rules in the order of their priority, until one allows or blocks the
 * request; else the default action.
 */
public final class Firewall implements WebAcl {
  private static final int FORBIDDEN = 403;

  @Override
  public Optional<Answer> stops(Context context, String loadBalancerArn, RequestHead head) {
    return context
        .table(WafTables.ASSOCIATIONS)
        .find(loadBalancerArn)
        .flatMap(arn -> context.table(WafTables.WEB_ACLS).find(arn))
        .map(WebAclRow::model)
        .flatMap(acl -> decide(acl, new Matching(context, acl.arn(), head)));
  }

  private static Optional<Answer> decide(WebACL acl, Matching matching) {
    List<Rule> inOrder = acl.rules().stream().sorted(Comparator.comparing(Rule::priority)).toList();
    for (Rule rule : inOrder) {
      boolean ends =
          rule.action() != null && (rule.action().allow() != null || rule.action().block() != null);
      // Counting rules are asked, too: a rate is counted whatever is done about it.
      if (matching.matches(rule.name(), rule.statement()) && ends) {
        return Optional.ofNullable(rule.action().block()).map(block -> blocked(acl, block));
      }
    }
    return Optional.ofNullable(acl.defaultAction().block()).map(block -> blocked(acl, block));
  }

  private static Answer blocked(WebACL acl, BlockAction block) {
    CustomResponse custom = block.customResponse();
    if (custom == null) {
      return Answer.page(FORBIDDEN, "Forbidden");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    custom.responseHeaders().forEach(header -> headers.put(header.name(), header.value()));
    CustomResponseBody body =
        Optional.ofNullable(custom.customResponseBodyKey())
            .map(acl.customResponseBodies()::get)
            .orElse(CustomResponseBody.builder().content("").build());
    return new Answer(custom.responseCode(), Map.copyOf(headers), body.content());
  }
}
