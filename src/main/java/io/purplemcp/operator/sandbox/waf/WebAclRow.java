package io.purplemcp.operator.sandbox.waf;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/**
 * A web ACL.
 *
 * @param lockToken another one after every change; who changes it has to name the last
 * @param usableAt from when on it can be associated: it takes WAF a while to know a new one
 */
public record WebAclRow(
    WebACL model, String lockToken, Map<String, String> tags, Instant usableAt) {
  public WebAclRow {
    tags = Map.copyOf(tags);
  }

  String arn() {
    return model.arn();
  }

  WebAclRow with(WebACL other, String newLockToken) {
    return new WebAclRow(other, newLockToken, tags, usableAt);
  }

  WebAclRow plusTags(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.putAll(more);
    return new WebAclRow(model, lockToken, all, usableAt);
  }

  WebAclRow minusTags(Collection<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.keySet().removeAll(keys);
    return new WebAclRow(model, lockToken, all, usableAt);
  }

  WebACLSummary summary() {
    return WebACLSummary.builder()
        .name(model.name())
        .id(model.id())
        .arn(model.arn())
        .description(model.description() == null ? "" : model.description())
        .lockToken(lockToken)
        .build();
  }
}
