package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.Tags;
import io.purplemcp.operator.resource.elb.Balancers;
import io.purplemcp.operator.resource.elb.LoadBalancers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.ResourceType;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.WafNonexistentItemException;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/**
 * Reads web ACLs and what they guard. One call tells which web ACL is on a load balancer and what
 * is in it; WAF answers it once a second, so deployments take turns.
 */
final class WebAclReading {
  private static final String PART = ":regional/webacl/";
  private static final int PAGE = 100;

  private final Look look;
  private final Wafv2Client waf;
  private final Map<String, WebAcls.Live> byName = new HashMap<>();
  private final Map<String, Reading<String>> guards = new HashMap<>();
  private final Map<String, Tokens> tokens = new HashMap<>();
  private final Map<BearerSpec, Tokens> bySpec = new HashMap<>();
  private Optional<Map<String, WebACLSummary>> listed = Optional.empty();

  WebAclReading(Look look) {
    this.look = look;
    this.waf = look.clients().waf();
  }

  WebAcls.Observed read() {
    Set<String> wanted =
        Stream.concat(
                look.desiredGateways().stream().map(Balancer::of),
                look.desired().stream().flatMap(each -> Balancer.of(each).stream()))
            .filter(each -> WebAcls.bearer(each).isPresent())
            .map(Balancer::webAcl)
            .collect(Collectors.toSet());
    TagIndex.Index index = look.snapshot().of(TagIndex.class);
    index.arns(PART).forEach(arn -> ours(arn, index.tags(arn), wanted));
    Balancers.of(look).stream()
        .filter(each -> WebAcls.wanted(each).isPresent())
        .forEach(this::balancer);
    return new WebAcls.Observed(Map.copyOf(byName), Map.copyOf(guards), Map.copyOf(tokens));
  }

  /** One that nobody wants any more is asked what it guards, for it has to let go first. */
  private void ours(String arn, Map<String, String> tags, Set<String> wanted) {
    var live = new WebAcls.Live(arn, new Reading.NotRead<>(), tags, List.of());
    if (wanted.contains(live.name())) {
      byName.put(live.name(), live);
      return;
    }
    try {
      List<String> guarded =
          waf.listResourcesForWebACL(
                  r -> r.webACLArn(arn).resourceType(ResourceType.APPLICATION_LOAD_BALANCER))
              .resourceArns();
      byName.put(
          live.name(), new WebAcls.Live(arn, new Reading.NotRead<>(), tags, List.copyOf(guarded)));
    } catch (WafNonexistentItemException gone) {
      // The index lags behind.
    }
  }

  private void balancer(Balancer declared) {
    WebAcls.bearer(declared).ifPresent(spec -> tokens.put(declared.owner().name(), tokens(spec)));
    Optional<WebACL> guarding = Optional.empty();
    boolean deep = deep(declared);
    Optional<LoadBalancers.Live> live =
        look.snapshot().of(LoadBalancers.class).named(declared.name());
    if (live.isPresent() && deep) {
      guarding = guard(live.get().balancer().loadBalancerArn());
    }
    if (WebAcls.bearer(declared).isPresent() && (deep || live.isEmpty())) {
      own(declared, guarding);
    }
  }

  /** Sites that share a secret look at it once. */
  private Tokens tokens(BearerSpec spec) {
    return bySpec.computeIfAbsent(spec, any -> TokenReading.of(look, any));
  }

  /**
   * A gateway is looked at closely with each of its deployments, whose rules wait for its guard.
   */
  private boolean deep(Balancer declared) {
    return look.deep(declared.owner())
        || declared.shared()
            && look.deployments().stream()
                .filter(look::deep)
                .flatMap(each -> each.spec().gateway().stream())
                .map(AttachmentSpec::name)
                .anyMatch(declared.owner().name()::equals);
  }

  private Optional<WebACL> guard(String loadBalancer) {
    try {
      Optional<WebACL> acl =
          Optional.ofNullable(
              waf.getWebACLForResource(request -> request.resourceArn(loadBalancer)).webACL());
      guards.put(
          loadBalancer,
          acl.<Reading<String>>map(each -> new Reading.Present<>(each.arn()))
              .orElse(new Reading.Absent<>()));
      return acl;
    } catch (WafNonexistentItemException gone) {
      return Optional.empty();
    } catch (SdkException e) {
      guards.put(
          loadBalancer, new Reading.Unreadable<>(Failures.of(e, "wafv2:GetWebACLForResource")));
      return Optional.empty();
    }
  }

  /** From what guards the load balancer, else from the index, else from WAF's own list. */
  private void own(Balancer declared, Optional<WebACL> guarding) {
    String name = declared.webAcl();
    Optional<WebACL> own = guarding.filter(acl -> acl.name().equals(name));
    if (own.isEmpty()) {
      own = found(name).flatMap(this::get);
    }
    WebAcls.Live indexed = byName.remove(name);
    own.ifPresent(
        acl -> {
          Map<String, String> tags = indexed == null ? Map.of() : indexed.tags();
          byName.put(
              name,
              new WebAcls.Live(
                  acl.arn(), new Reading.Present<>(acl), fresh(declared, acl, tags), List.of()));
        });
  }

  private Optional<WebAcls.Live> found(String name) {
    return Optional.ofNullable(byName.get(name))
        .or(
            () ->
                Optional.ofNullable(list().get(name))
                    .map(
                        summary ->
                            new WebAcls.Live(
                                summary.arn(), new Reading.NotRead<>(), Map.of(), List.of())));
  }

  private Map<String, WebACLSummary> list() {
    if (listed.isEmpty()) {
      var all = new HashMap<String, WebACLSummary>();
      String marker = null;
      do {
        String from = marker;
        var page = waf.listWebACLs(r -> r.scope(Scope.REGIONAL).limit(PAGE).nextMarker(from));
        page.webACLs().forEach(summary -> all.put(summary.name(), summary));
        marker = page.webACLs().isEmpty() ? null : page.nextMarker();
      } while (marker != null);
      listed = Optional.of(all);
    }
    return listed.get();
  }

  private Optional<WebACL> get(WebAcls.Live live) {
    try {
      return Optional.of(
          waf.getWebACL(r -> r.name(live.name()).id(live.webAclId()).scope(Scope.REGIONAL))
              .webACL());
    } catch (WafNonexistentItemException gone) {
      return Optional.empty();
    }
  }

  private static Map<String, String> withoutBirth(Map<String, String> tags) {
    var others = new HashMap<>(tags);
    others.remove(Ownership.CREATED);
    return others;
  }

  /** What the index says, unless it does not say what is expected: then WAF itself is asked. */
  private Map<String, String> fresh(Balancer declared, WebACL acl, Map<String, String> indexed) {
    boolean expected =
        tokens.get(declared.owner().name()) instanceof Tokens.Usable usable
            && WebAclForm.tags(declared, usable).equals(withoutBirth(indexed));
    if (expected) {
      return indexed;
    }
    return Tags.map(
        waf.listTagsForResource(r -> r.resourceARN(acl.arn())).tagInfoForResource().tagList(),
        Tag::key,
        Tag::value);
  }
}
