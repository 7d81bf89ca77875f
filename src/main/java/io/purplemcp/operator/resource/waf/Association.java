package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.WebAclSpec;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ReferencePending;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.elb.Listeners;
import io.purplemcp.operator.resource.elb.LoadBalancers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WafUnavailableEntityException;

/** Which web ACL is on a load balancer, and how it gets there and goes. */
record Association(Balancer declared, View view) {
  static final String NAME = "WebACLAssociation";
  private static final String PATH = "WebACLArn";

  /** WF01: what WAF takes to know of something new; longer is trouble. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Duration UNTIL_REPLACED = Duration.ofSeconds(10);

  private ResourceId id() {
    return new ResourceId(NAME, declared.name());
  }

  private Optional<LoadBalancers.Live> balancer() {
    return view.observed(LoadBalancers.class).named(declared.name());
  }

  private Reading<String> guard() {
    return balancer()
        .map(live -> view.observed(WebAcls.class).guard(live.balancer().loadBalancerArn()))
        .orElse(new Reading.Absent<>());
  }

  private Optional<String> wantedArn(Optional<String> own) {
    Optional<AuthenticationSpec> wanted = WebAcls.wanted(declared);
    return wanted.flatMap(AuthenticationSpec::webAcl).map(WebAclSpec::arn).or(() -> own);
  }

  /**
   * @param own the ARN of the web ACL that was made for it, where it exists
   * @param content whether that is as it should be; empty where a finding says already why not
   */
  void assess(Optional<String> own, Optional<Boolean> content, Assessment.Builder assessment) {
    Optional<String> wanted = wantedArn(own);
    Reading<String> guard = guard();
    if (guard instanceof Reading.NotRead) {
      return;
    }
    if (guard instanceof Reading.Unreadable<String> unreadable) {
      assessment.finding(Finding.failed(id(), unreadable.failure()));
      return;
    }
    var comparison = new Comparison().reference(PATH, wanted, guard.found().orElse(null));
    balancer().ifPresent(live -> comparison.exposing(PATH));
    assessment.compared(id(), comparison);
    if (!comparison.same()) {
      assessment.change(Change.update(id(), comparison.differences(), List.of(associate(wanted))));
      content
          .filter(told -> balancer().isPresent())
          .ifPresent(
              told ->
                  assessment.finding(
                      notInForce("The declared web ACL is not in front of the load balancer")));
      return;
    }
    assessment.reference(Reference.WEB_ACL_ASSOCIATION, wanted.orElseThrow());
    content.ifPresent(
        good ->
            assessment.finding(
                good
                    ? verified(wanted.orElseThrow())
                    : notInForce(
                        "The web ACL %s does not decide as declared"
                            .formatted(wanted.orElseThrow()))));
  }

  private Finding verified(String arn) {
    return Finding.verified(
        Reason.AuthenticationReady,
        id(),
        "The web ACL %s is in front of the load balancer".formatted(arn));
  }

  private Finding notInForce(String why) {
    return Finding.notice(Reason.AuthenticationNotInForce, id(), why);
  }

  private Call associate(Optional<String> wanted) {
    return Call.of(
        "wafv2:AssociateWebACL",
        execution -> {
          String arn = wanted.orElseGet(() -> execution.reference(Reference.WEB_ACL_ARN));
          AwsResponse response = associate(execution, arn, view.now().minus(PATIENCE));
          execution.publish(Reference.WEB_ACL_ASSOCIATION, arn);
          return response;
        });
  }

  /**
   * WF01: WAF does not know a new load balancer or a new web ACL for minutes; no error.
   *
   * @param old what was made before this moment is not new any more
   */
  private AwsResponse associate(Execution execution, String arn, Instant old) {
    String loadBalancer = execution.reference(Reference.LOAD_BALANCER_ARN);
    try {
      return execution
          .clients()
          .waf()
          .associateWebACL(request -> request.webACLArn(arn).resourceArn(loadBalancer));
    } catch (WafUnavailableEntityException unknown) {
      if (isNew(arn, old)) {
        throw new ReferencePending(Reference.WEB_ACL_ASSOCIATION);
      }
      throw overdue(unknown, arn);
    }
  }

  /** Somebody else's web ACL is taken to be old. */
  private boolean isNew(String arn, Instant old) {
    boolean newBalancer =
        balancer()
            .map(live -> live.balancer().createdTime())
            .filter(created -> created.isBefore(old))
            .isEmpty();
    if (newBalancer || WebAcls.bearer(declared).isEmpty()) {
      return newBalancer;
    }
    Optional<WebAcls.Live> own =
        view.observed(WebAcls.class)
            .named(declared.webAcl())
            .filter(live -> live.arn().equals(arn));
    return own.isEmpty()
        || own.flatMap(WebAcls.Live::created).filter(made -> made.isAfter(old)).isPresent();
  }

  /** The refusal in words that say that waiting is over. */
  private RuntimeException overdue(WafUnavailableEntityException refusal, String arn) {
    String words =
        "WAF has not been able to put the web ACL %s on the load balancer %s for more than %d minutes, and clients are kept out until it is; look for an incident of AWS WAF, and whether both are in this region: %s"
            .formatted(
                arn,
                declared.name(),
                PATIENCE.toMinutes(),
                refusal.awsErrorDetails().errorMessage());
    return refusal.toBuilder()
        .message(words)
        .awsErrorDetails(refusal.awsErrorDetails().toBuilder().errorMessage(words).build())
        .build();
  }

  /** Another method, or none, has taken the place of our web ACL; it goes when that is in force. */
  void release(WebAcls.Live own, Assessment.Builder assessment) {
    boolean replaced = view.settled() && replacementInForce();
    if (replaced) {
      assessment.change(delete(own));
    } else {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForDependency,
              own.id(),
              "The web ACL %s goes when what takes its place is in force".formatted(own.name()),
              UNTIL_REPLACED));
    }
  }

  private boolean replacementInForce() {
    if (WebAcls.wanted(declared).isPresent()) {
      Optional<String> guard = guard().found();
      return guard.isPresent() && guard.equals(wantedArn(Optional.empty()));
    }
    return Listeners.verifiesAsDeclared(declared, view);
  }

  boolean inForceUnlessUnread() {
    return guard() instanceof Reading.NotRead || inForce().isPresent();
  }

  /** The ARN of what guards the load balancer, where that was read and is what should. */
  Optional<String> inForce() {
    Optional<String> own =
        view.observed(WebAcls.class).named(declared.webAcl()).map(WebAcls.Live::arn);
    return guard().found().filter(arn -> wantedArn(own).filter(arn::equals).isPresent());
  }

  /** Lets go of what it guards, and deletes it. */
  static Change delete(WebAcls.Live live) {
    var calls = new ArrayList<Call>();
    live.guarded()
        .forEach(
            resource ->
                calls.add(
                    Call.of(
                        "wafv2:DisassociateWebACL",
                        execution ->
                            execution
                                .clients()
                                .waf()
                                .disassociateWebACL(request -> request.resourceArn(resource)))));
    calls.add(
        Call.of(
            "wafv2:DeleteWebACL",
            execution -> {
              String lock = WebAcls.lockToken(execution, live);
              return execution
                  .clients()
                  .waf()
                  .deleteWebACL(
                      request ->
                          request
                              .name(live.name())
                              .id(live.webAclId())
                              .scope(Scope.REGIONAL)
                              .lockToken(lock));
            }));
    return new Change(
        live.id(),
        Action.REAP,
        List.of(new Difference("Name", Value.ABSENT, Value.of(live.name()))),
        Optional.empty(),
        calls);
  }
}
