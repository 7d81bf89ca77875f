package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Occasion;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.WafOptimisticLockException;
import software.amazon.awssdk.services.wafv2.model.Wafv2Exception;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** What the web ACL of a load balancer should be, and the calls that make it so. */
record WebAclForm(Balancer declared, BearerSpec spec, Tokens.Usable tokens, Instant now) {
  /** WF02: somebody else may change it between our read and our write. */
  private static final int ATTEMPTS = 3;

  /** What another token changes, be it that the operator was away when the secret got it. */
  private static final Occasion ROTATION =
      Occasion.of(
          Occasion.Kind.ROTATION,
          WebAclComparison.path(GuardRules.PREVIOUS),
          WebAclComparison.token(GuardRules.CURRENT),
          WebAclComparison.token(GuardRules.PREVIOUS),
          TagComparison.PATH + "[" + Ownership.TOKEN_VERSIONS + "]");

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ResourceId id() {
    return WebAcls.id(declared.webAcl());
  }

  private Map<String, String> tags() {
    return tags(declared, tokens);
  }

  static Map<String, String> tags(Balancer declared, Tokens.Usable tokens) {
    var tags = new TreeMap<>(Ownership.tags(declared.owner(), WebAcls.ROLE));
    tags.put(Ownership.TOKEN_VERSIONS, tokens.versions());
    return tags;
  }

  /** WAF does not say how old a web ACL is, and what is new to it is refused for a while. */
  private Map<String, String> tagsAtBirth() {
    var tags = new TreeMap<>(tags());
    tags.put(Ownership.CREATED, now.truncatedTo(ChronoUnit.SECONDS).toString());
    return tags;
  }

  private WebACL wanted() {
    String name = declared.webAcl();
    return WebACL.builder()
        .name(name)
        .description(description())
        .defaultAction(GuardRules.defaultAction())
        .rules(GuardRules.of(spec, tokens))
        .visibilityConfig(GuardRules.visibility(name))
        .build();
  }

  private String description() {
    return "Callers of the Purple MCP %s %s"
        .formatted(declared.shared() ? "gateway" : "deployment", declared.owner().name());
  }

  Compared compare(Optional<WebAcls.Live> live) {
    var comparison = new Comparison();
    Map<String, String> liveTags = live.map(WebAcls.Live::tags).orElse(Map.of());
    new WebAclComparison(
            comparison,
            byRule(tokens.versions()),
            byRule(liveTags.getOrDefault(Ownership.TOKEN_VERSIONS, "")))
        .compare(wanted(), live.flatMap(each -> each.content().found()));
    TagComparison tags = TagComparison.of(comparison, tags(), liveTags);
    return new Compared(comparison, tags);
  }

  private static Map<String, String> byRule(String versions) {
    String[] ids = versions.split(" ");
    var byRule = new HashMap<String, String>();
    byRule.put(GuardRules.CURRENT, ids[0]);
    if (ids.length > 1) {
      byRule.put(GuardRules.PREVIOUS, ids[1]);
    }
    return byRule;
  }

  Change create(Comparison comparison) {
    Call call =
        Call.of(
            "wafv2:CreateWebACL",
            execution ->
                discreetly(
                    () -> {
                      WebACL wanted = wanted();
                      var made =
                          execution
                              .clients()
                              .waf()
                              .createWebACL(
                                  request ->
                                      request
                                          .name(wanted.name())
                                          .scope(Scope.REGIONAL)
                                          .description(wanted.description())
                                          .defaultAction(wanted.defaultAction())
                                          .rules(wanted.rules())
                                          .visibilityConfig(wanted.visibilityConfig())
                                          .tags(Tags.list(tagsAtBirth(), WebAclForm::tag)));
                      execution.publish(Reference.WEB_ACL_ARN, made.summary().arn());
                      return made;
                    }));
    return Change.create(id(), comparison.differences(), call);
  }

  Optional<Change> update(WebAcls.Live live, Compared compared) {
    var calls = new ArrayList<Call>();
    boolean content =
        compared.comparison().differences().stream()
            .anyMatch(difference -> !difference.path().startsWith(TagComparison.PATH));
    if (content) {
      calls.add(
          Call.of("wafv2:UpdateWebACL", execution -> discreetly(() -> replace(live, execution))));
    }
    if (!compared.tags().toSet().isEmpty()) {
      calls.add(
          Call.of(
              "wafv2:TagResource",
              execution ->
                  execution
                      .clients()
                      .waf()
                      .tagResource(
                          request ->
                              request
                                  .resourceARN(live.arn())
                                  .tags(Tags.list(compared.tags().toSet(), WebAclForm::tag)))));
    }
    if (!compared.tags().toRemove().isEmpty()) {
      calls.add(
          Call.of(
              "wafv2:UntagResource",
              execution ->
                  execution
                      .clients()
                      .waf()
                      .untagResource(
                          request ->
                              request
                                  .resourceARN(live.arn())
                                  .tagKeys(compared.tags().toRemove()))));
    }
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Change change = Change.update(id(), compared.comparison().differences(), calls);
    return Optional.of(rotated(live) ? change.because(ROTATION) : change);
  }

  /** Whether it remembers other versions of the secret than those that are to be let through. */
  private boolean rotated(WebAcls.Live live) {
    return Optional.ofNullable(live.tags().get(Ownership.TOKEN_VERSIONS))
        .filter(remembered -> !remembered.equals(tokens.versions()))
        .isPresent();
  }

  /** The whole of it in one write, under the lock that was just read: never a moment without. */
  private AwsResponse replace(WebAcls.Live live, Execution execution) {
    WebACL wanted = wanted();
    for (int attempt = 1; ; attempt++) {
      String lock = WebAcls.lockToken(execution, live);
      try {
        return execution
            .clients()
            .waf()
            .updateWebACL(
                request ->
                    request
                        .name(live.name())
                        .id(live.webAclId())
                        .scope(Scope.REGIONAL)
                        .lockToken(lock)
                        .description(wanted.description())
                        .defaultAction(wanted.defaultAction())
                        .rules(wanted.rules())
                        .visibilityConfig(wanted.visibilityConfig()));
      } catch (WafOptimisticLockException outdated) {
        if (attempt == ATTEMPTS) {
          throw outdated;
        }
      }
    }
  }

  /** WAF quotes what it does not take; a token must not get into a log that way. */
  private AwsResponse discreetly(Supplier<AwsResponse> call) {
    try {
      return call.get();
    } catch (Wafv2Exception refused) {
      throw (Wafv2Exception)
          refused.toBuilder()
              .message(withoutTokens(refused.getMessage()))
              .awsErrorDetails(
                  refused.awsErrorDetails().toBuilder()
                      .errorMessage(withoutTokens(refused.awsErrorDetails().errorMessage()))
                      .rawResponse(null)
                      .build())
              .build();
    }
  }

  private String withoutTokens(String sentence) {
    String text = tokens.current().token().removedFrom(sentence);
    return tokens.previous().isPresent() ? tokens.previous().get().token().removedFrom(text) : text;
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
