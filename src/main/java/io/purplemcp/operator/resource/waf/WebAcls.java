package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.elb.ListenerRules;
import io.purplemcp.operator.resource.elb.Listeners;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * The web ACLs that let through only requests with the clients' token, and which web ACL is on
 * which load balancer: ours, or one that is managed elsewhere and is never changed here.
 */
public final class WebAcls implements ResourceKind<WebAcls.Observed> {
  public static final String NAME = "WebACL";
  static final String ROLE = "web-acl";

  /** Deployments take minutes to drain. */
  private static final Duration UNTIL_DETACHED = Duration.ofSeconds(20);

  /**
   * A web ACL of ours, or one of a name of ours.
   *
   * @param content not read where a deployment's turn has not come
   * @param guarded the load balancers that it is on; only of one that no deployment wants
   */
  public record Live(
      String arn, Reading<WebACL> content, Map<String, String> tags, List<String> guarded) {
    /** When it was made, as its tag says. */
    Optional<Instant> created() {
      try {
        return Optional.ofNullable(tags.get(Ownership.CREATED)).map(Instant::parse);
      } catch (DateTimeParseException changedByHand) {
        return Optional.empty();
      }
    }

    String name() {
      return arn.split("/")[NAME_PART];
    }

    String webAclId() {
      return arn.split("/")[ID_PART];
    }

    ResourceId id() {
      return WebAcls.id(name());
    }
  }

  private static final int NAME_PART = 2;
  private static final int ID_PART = 3;

  /**
   * @param byName what is ours or bears a name of ours; names are unique within a target
   * @param guards the ARN of the web ACL on each load balancer, by the load balancer's ARN
   * @param tokens what clients may send, by deployment
   */
  public record Observed(
      Map<String, Live> byName, Map<String, Reading<String>> guards, Map<String, Tokens> tokens) {
    Optional<Live> named(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    Reading<String> guard(String loadBalancerArn) {
      return guards.getOrDefault(loadBalancerArn, new Reading.NotRead<>());
    }
  }

  static ResourceId id(String name) {
    return new ResourceId(NAME, name);
  }

  /** How the load balancer is guarded; empty where no web ACL is needed. */
  static Optional<AuthenticationSpec> wanted(Balancer declared) {
    return declared.spec().authentication().filter(AuthenticationSpec::needsWebAcl);
  }

  static Optional<BearerSpec> bearer(Balancer declared) {
    return wanted(declared).flatMap(AuthenticationSpec::bearer);
  }

  /**
   * What the {@code Authorization} header of a client has to be, where a web ACL of ours guards:
   * with the token that it remembers to have been given, which may not be the secret's newest.
   */
  public static Optional<String> authorization(Snapshot snapshot, Balancer declared) {
    Observed observed = snapshot.of(WebAcls.class);
    if (!(observed.tokens().get(declared.owner().name()) instanceof Tokens.Usable usable)) {
      return Optional.empty();
    }
    return observed
        .named(declared.webAcl())
        .map(live -> live.tags().getOrDefault(Ownership.TOKEN_VERSIONS, ""))
        .map(remembered -> usable.accepted(remembered).token().header().asUtf8String());
  }

  /** Whether callers have to prove who they are, as declared; what was not read is taken to be. */
  public static boolean inForce(Balancer declared, View view) {
    boolean guarded =
        wanted(declared).isEmpty() || new Association(declared, view).inForceUnlessUnread();
    return guarded && Listeners.verifiesAsDeclared(declared, view);
  }

  /** The lock under which the web ACL can be written now; read in the same call as the write. */
  static String lockToken(Execution execution, Live live) {
    return execution
        .clients()
        .waf()
        .getWebACL(r -> r.name(live.name()).id(live.webAclId()).scope(Scope.REGIONAL))
        .lockToken();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return new WebAclReading(look).read();
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Optional<PurpleMcpGateway> gateway =
        deployment
            .spec()
            .gateway()
            .map(to -> view.observed(ListenerRules.class).gateways().get(to.name()));
    return gateway.isPresent()
        ? attached(Balancer.of(gateway.get()), view)
        : Balancer.of(deployment)
            .map(declared -> assess(declared, view))
            .orElse(Assessment.NOTHING);
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    return assess(Balancer.of(gateway), view);
  }

  /** A deployment behind a gateway only has to know whether that is guarded. */
  private static Assessment attached(Balancer gateway, View view) {
    var assessment = Assessment.builder();
    if (wanted(gateway).isPresent()) {
      new Association(gateway, view)
          .inForce()
          .ifPresent(arn -> assessment.reference(Reference.WEB_ACL_ASSOCIATION, arn));
    }
    return assessment.build();
  }

  private static Assessment assess(Balancer declared, View view) {
    var assessment = Assessment.builder();
    Optional<Live> own = view.observed(WebAcls.class).named(declared.webAcl());
    Optional<BearerSpec> bearer = bearer(declared);
    Optional<Boolean> content = Optional.of(true);
    if (bearer.isPresent()) {
      content = content(declared, bearer.get(), own, view, assessment);
    } else {
      own.filter(live -> ownedBy(declared, live)).ifPresent(live -> assessment.claim(live.arn()));
    }
    Association association = new Association(declared, view);
    if (wanted(declared).isPresent()) {
      association.assess(own.map(Live::arn), content, assessment);
    }
    if (bearer.isEmpty()) {
      own.filter(live -> ownedBy(declared, live))
          .ifPresent(live -> association.release(live, assessment));
    }
    return assessment.build();
  }

  private static boolean ownedBy(Balancer declared, Live live) {
    return declared.owner().name().equals(live.tags().get(Ownership.DEPLOYMENT));
  }

  /** Whether the web ACL is as it should be; empty where a finding says already why it is not. */
  private static Optional<Boolean> content(
      Balancer declared,
      BearerSpec bearer,
      Optional<Live> own,
      View view,
      Assessment.Builder assessment) {
    ResourceId id = id(declared.webAcl());
    if (own.isPresent()) {
      Optional<Finding> refusal =
          OwnershipCheck.refusal(id, own.get().arn(), own.get().tags(), declared.owner(), view);
      if (refusal.isPresent()) {
        assessment.finding(refusal.get());
        return Optional.empty();
      }
      assessment.claim(own.get().arn()).reference(Reference.WEB_ACL_ARN, own.get().arn());
    }
    Tokens tokens = view.observed(WebAcls.class).tokens().get(declared.owner().name());
    if (tokens instanceof Tokens.Unusable unusable) {
      assessment.finding(Finding.blocked(unusable.reason(), id, unusable.sentence()));
    } else if (tokens instanceof Tokens.Unreadable unreadable) {
      assessment.finding(Finding.failed(id, unreadable.failure()));
    } else if (tokens instanceof Tokens.Usable usable) {
      return Optional.of(
          content(new WebAclForm(declared, bearer, usable, view.now()), own, assessment));
    }
    return Optional.empty();
  }

  private static boolean content(
      WebAclForm form, Optional<Live> own, Assessment.Builder assessment) {
    if (own.isPresent() && own.get().content().found().isEmpty()) {
      return true;
    }
    WebAclForm.Compared compared = form.compare(own);
    assessment.compared(form.id(), compared.comparison());
    if (own.isEmpty()) {
      assessment.change(form.create(compared.comparison()));
      return false;
    }
    form.update(own.get(), compared).ifPresent(assessment::change);
    return compared.comparison().same();
  }

  /** One that has had its time is taken down by its owner itself, once another guard stands. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return Balancer.of(deployment).filter(declared -> names(declared, owned)).isPresent();
  }

  @Override
  public boolean names(PurpleMcpGateway gateway, Owned owned) {
    return names(Balancer.of(gateway), owned);
  }

  private static boolean names(Balancer declared, Owned owned) {
    return declared.webAcl().equals(owned.resource().name());
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(WebAcls.class).byName().values().stream()
        .flatMap(live -> Owned.of(live.id(), live.arn(), live.tags()))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      view.observed(WebAcls.class)
          .named(each.resource().name())
          .ifPresent(live -> retire(each, live, view, assessment));
    }
    return assessment.build();
  }

  /** What is still attached to a gateway that is to go must not be open to everybody meanwhile. */
  private static void retire(Owned owned, Live live, View view, Assessment.Builder assessment) {
    Set<String> attached =
        live.guarded().stream()
            .flatMap(
                arn -> view.observed(ListenerRules.class).attached(arn, owned.ownership()).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (attached.isEmpty()) {
      assessment.change(Association.delete(live));
    } else {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForDependency,
              owned.resource(),
              "The web ACL %s goes when nobody is served behind it any more; still attached: %s"
                  .formatted(live.name(), String.join(", ", attached)),
              UNTIL_DETACHED));
    }
  }
}
