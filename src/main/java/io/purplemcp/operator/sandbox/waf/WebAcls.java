package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.wafv2.model.CreateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** The web ACLs of a region. */
final class WebAcls {
  private static final Pattern NAME = Pattern.compile("[\\w-]{1,128}");
  private static final int LARGEST_PAGE = 100;

  /** AWS: from a few seconds to a number of minutes. */
  private static final Duration UNTIL_USABLE = Duration.ofSeconds(15);

  private final Context context;
  private final Table<WebAclRow> table;

  WebAcls(Context context) {
    this.context = context;
    this.table = context.table(WafTables.WEB_ACLS);
  }

  WebAclRow create(CreateWebAclRequest request) {
    regional(request.scope());
    if (request.name() == null || !NAME.matcher(request.name()).matches()) {
      throw WafErrors.invalid("The name is not valid", "NAME", request.name());
    }
    if (table.all().stream().anyMatch(row -> row.model().name().equals(request.name()))) {
      throw WafErrors.duplicate();
    }
    String id = context.ids().uuid();
    WebACL model =
        WebACL.builder()
            .name(request.name())
            .id(id)
            .arn(context.scope().arn("wafv2", "regional/webacl/" + request.name() + "/" + id))
            .managedByFirewallManager(false)
            .retrofittedByFirewallManager(false)
            .labelNamespace(
                "awswaf:%s:webacl:%s:".formatted(context.scope().account(), request.name()))
            .build();
    WebAclRow row =
        new WebAclRow(
            filled(model, UpdateOf.creation(request)),
            context.ids().uuid(),
            tags(request.tags()),
            context.after(UNTIL_USABLE));
    table.put(row.arn(), row);
    return row;
  }

  /** Replaces all that can be changed. */
  WebAclRow update(UpdateWebAclRequest request) {
    WebAclRow row = locked(request.name(), request.id(), request.scope(), request.lockToken());
    WebACL before =
        WebACL.builder()
            .name(row.model().name())
            .id(row.model().id())
            .arn(row.arn())
            .managedByFirewallManager(false)
            .retrofittedByFirewallManager(false)
            .labelNamespace(row.model().labelNamespace())
            .build();
    WebAclRow changed = row.with(filled(before, request), context.ids().uuid());
    table.put(row.arn(), changed);
    return changed;
  }

  private static WebACL filled(WebACL identity, UpdateWebAclRequest request) {
    RuleChecks.check(request.defaultAction());
    RuleChecks.check(request.visibilityConfig());
    List<Rule> rules = RuleChecks.checked(request.rules());
    long capacity = Capacity.of(rules);
    if (capacity > Capacity.MOST) {
      throw WafErrors.tooLarge(capacity);
    }
    return identity.toBuilder()
        .defaultAction(request.defaultAction())
        .description(request.description())
        .rules(rules)
        .visibilityConfig(request.visibilityConfig())
        .capacity(capacity)
        .customResponseBodies(
            request.hasCustomResponseBodies() ? request.customResponseBodies() : null)
        .captchaConfig(request.captchaConfig())
        .challengeConfig(request.challengeConfig())
        .tokenDomains(request.hasTokenDomains() ? request.tokenDomains() : null)
        .associationConfig(request.associationConfig())
        .dataProtectionConfig(request.dataProtectionConfig())
        .onSourceDDoSProtectionConfig(request.onSourceDDoSProtectionConfig())
        .build();
  }

  /** The row, if the caller has seen its last change. */
  WebAclRow locked(String name, String id, Scope scope, String lockToken) {
    regional(scope);
    WebAclRow row = named(name, id);
    if (!row.lockToken().equals(lockToken)) {
      throw WafErrors.outdatedLock();
    }
    return row;
  }

  WebAclRow named(String name, String id) {
    return table.all().stream()
        .filter(row -> row.model().id().equals(id) && row.model().name().equals(name))
        .findFirst()
        .orElseThrow(WafErrors::nonexistent);
  }

  WebAclRow find(String arn) {
    return table.find(arn == null ? "" : arn).orElseThrow(WafErrors::nonexistent);
  }

  void put(WebAclRow row) {
    table.put(row.arn(), row);
  }

  void delete(WebAclRow row) {
    table.remove(row.arn());
  }

  Page<WebACLSummary> list(Scope scope, String marker, Integer limit) {
    regional(scope);
    return Page.of(
        table.all().stream().map(WebAclRow::summary).toList(),
        marker,
        limit == null ? LARGEST_PAGE : limit,
        WafErrors.invalid("The marker is not valid", "NEXT_MARKER", marker));
  }

  private static void regional(Scope scope) {
    if (scope == Scope.CLOUDFRONT) {
      throw AwsError.notImplemented("wafv2", "(scope CLOUDFRONT)");
    }
    if (scope != Scope.REGIONAL) {
      throw WafErrors.invalid("The scope is not valid.", "SCOPE_VALUE", scope);
    }
  }

  static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
