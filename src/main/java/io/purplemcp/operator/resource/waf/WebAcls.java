package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.elb.Listeners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * The web ACLs that let through only requests with the clients' token, and which web ACL is on
 * which load balancer: ours, or one that is managed elsewhere and is never changed here.
 */
public final class WebAcls implements ResourceKind<WebAcls.Observed> {
  public static final String NAME = "WebACL";
  static final String ROLE = "web-acl";

  /**
   * A web ACL of ours, or one of a name of ours.
   *
   * @param content not read where a deployment's turn has not come
   * @param guarded the load balancers that it is on; only of one that no deployment wants
   */
  public record Live(
      String arn, Reading<WebACL> content, Map<String, String> tags, List<String> guarded) {
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

  /** How the deployment is guarded; empty where no web ACL is needed. */
  static Optional<AuthenticationSpec> wanted(PurpleMcpDeployment deployment) {
    return deployment
        .spec()
        .loadBalancer()
        .flatMap(LoadBalancerSpec::authentication)
        .filter(AuthenticationSpec::needsWebAcl);
  }

  static Optional<BearerSpec> bearer(PurpleMcpDeployment deployment) {
    return wanted(deployment).flatMap(AuthenticationSpec::bearer);
  }

  /** Whether callers have to prove who they are, as declared; what was not read is taken to be. */
  public static boolean inForce(PurpleMcpDeployment deployment, View view) {
    boolean guarded =
        wanted(deployment).isEmpty() || new Association(deployment, view).inForceUnlessUnread();
    return guarded && Listeners.verifiesAsDeclared(deployment, view);
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
    if (deployment.spec().loadBalancer().isEmpty()) {
      return Assessment.NOTHING;
    }
    var assessment = Assessment.builder();
    Optional<Live> own = view.observed(WebAcls.class).named(deployment.names().webAcl());
    Optional<BearerSpec> bearer = bearer(deployment);
    Optional<Boolean> content = Optional.of(true);
    if (bearer.isPresent()) {
      content = content(deployment, bearer.get(), own, view, assessment);
    } else {
      own.filter(live -> deployment.name().equals(live.tags().get(Ownership.DEPLOYMENT)))
          .ifPresent(live -> assessment.claim(live.arn()));
    }
    Association association = new Association(deployment, view);
    if (wanted(deployment).isPresent()) {
      association.assess(own.map(Live::arn), content, assessment);
    }
    if (bearer.isEmpty()) {
      own.filter(live -> deployment.name().equals(live.tags().get(Ownership.DEPLOYMENT)))
          .ifPresent(live -> association.release(live, assessment));
    }
    return assessment.build();
  }

  /** Whether the web ACL is as it should be; empty where a finding says already why it is not. */
  private static Optional<Boolean> content(
      PurpleMcpDeployment deployment,
      BearerSpec bearer,
      Optional<Live> own,
      View view,
      Assessment.Builder assessment) {
    ResourceId id = id(deployment.names().webAcl());
    if (own.isPresent()) {
      Optional<Finding> refusal =
          OwnershipCheck.refusal(id, own.get().arn(), own.get().tags(), deployment, view);
      if (refusal.isPresent()) {
        assessment.finding(refusal.get());
        return Optional.empty();
      }
      assessment.claim(own.get().arn()).reference(Reference.WEB_ACL_ARN, own.get().arn());
    }
    Tokens tokens = view.observed(WebAcls.class).tokens().get(deployment.name());
    if (tokens instanceof Tokens.Unusable unusable) {
      assessment.finding(Finding.blocked(unusable.reason(), id, unusable.sentence()));
    } else if (tokens instanceof Tokens.Unreadable unreadable) {
      assessment.finding(Finding.failed(id, unreadable.failure()));
    } else if (tokens instanceof Tokens.Usable usable) {
      return Optional.of(content(new WebAclForm(deployment, bearer, usable), own, assessment));
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

  /**
   * One that has had its time is taken down by the deployment itself, once another guard stands.
   */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.spec().loadBalancer().isPresent()
        && deployment.names().webAcl().equals(owned.resource().name());
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(WebAcls.class).byName().values().stream()
        .flatMap(
            live ->
                Ownership.of(live.tags()).stream()
                    .map(ownership -> new Owned(live.id(), live.arn(), ownership)))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      view.observed(WebAcls.class)
          .named(each.resource().name())
          .ifPresent(live -> assessment.change(Association.delete(live)));
    }
    return assessment.build();
  }
}
