package io.purplemcp.operator.resource.mcp;

import io.purplemcp.operator.desired.VerificationSpec;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the latest outcome at an endpoint means for its deployment. */
record EndpointVerdict(
    ResourceId id, VerificationSpec verification, Endpoints.Seen seen, Instant now) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Empty where nobody asks. */
  Optional<Finding> finding() {
    return judged().map(this::lookingAgain);
  }

  private Optional<Finding> judged() {
    Outcome outcome = seen.probed().outcome();
    if (outcome instanceof Outcome.Served served) {
      return Optional.of(served(served));
    }
    if (outcome instanceof Outcome.Refused refused) {
      return Optional.of(refused(refused));
    }
    if (outcome instanceof Outcome.Failing failing) {
      return Optional.of(
          Finding.degraded(
              Reason.EndpointFailing, id, "MCP clients are not served: " + failing.why()));
    }
    if (outcome instanceof Outcome.Unreachable unreachable) {
      return Optional.of(
          Finding.unknown(
              Reason.EndpointUnreachable,
              id,
              "%s cannot be asked from here: %s. The load balancer's target health has to do; let the operator's network in, give it a proxy (HTTPS_PROXY), or set verification.endpoint: Off"
                  .formatted(seen.url(), unreachable.why())));
    }
    if (outcome instanceof Outcome.Pending) {
      return Optional.of(
          Finding.waiting(
              Reason.EndpointPending,
              id,
              "Waiting for the first MCP session at %s".formatted(seen.url()),
              SOON));
    }
    return Optional.empty();
  }

  private Finding refused(Outcome.Refused refused) {
    if (seen.credentials()) {
      return Finding.degraded(
          Reason.EndpointFailing,
          id,
          "MCP clients are not served: POST %s with the clients' token answers HTTP %d; the token is the one that the web ACL was given, so look for another rule, or another web ACL, that refuses it"
              .formatted(seen.url(), refused.status()));
    }
    return seen.strangers() == Question.Strangers.SERVED
        ? Finding.degraded(
            Reason.EndpointFailing,
            id,
            "MCP clients are not served: POST %s answers HTTP %d, and no authentication is declared; something else in front of the server refuses its clients"
                .formatted(seen.url(), refused.status()))
        : Finding.unknown(Reason.EndpointProtected, id, Reason.EndpointProtected.sentence());
  }

  private Finding served(Outcome.Served served) {
    if (seen.strangers() == Question.Strangers.REFUSED && !served.guarded()) {
      return Finding.degraded(
          Reason.UnauthenticatedAccess,
          id,
          "%s was served without credentials, although authentication is declared"
              .formatted(seen.url()));
    }
    List<String> missing =
        verification.expectedTools().stream()
            .filter(tool -> !served.tools().contains(tool))
            .toList();
    if (!missing.isEmpty()) {
      return Finding.degraded(
          Reason.ToolsMissing,
          id,
          "%s lists %d tools and not %s; correct verification.expectedTools, or the image"
              .formatted(
                  served(served, seen.url()), served.tools().size(), String.join(", ", missing)));
    }
    long days = Duration.between(now, served.certificateExpires()).toDays();
    if (days < verification.certificateWarningDays()) {
      return Finding.notice(
          Reason.CertificateExpiring,
          id,
          "The certificate at %s ends on %s; renew it before"
              .formatted(
                  seen.url().getAuthority(),
                  served.certificateExpires().atOffset(ZoneOffset.UTC).toLocalDate()));
    }
    return Finding.verified(
        Reason.EndpointVerified,
        id,
        "%s lists %d tools, in %d ms%s; its certificate has %d days left."
            .formatted(
                served(served, seen.url()),
                served.tools().size(),
                served.latency().toMillis(),
                served.guarded() ? ", to clients with the token and to no others" : "",
                days));
  }

  private static String served(Outcome.Served served, URI url) {
    return "%s %s at %s (MCP %s)"
        .formatted(served.server(), served.version(), url, served.protocol());
  }

  private Finding lookingAgain(Finding finding) {
    return seen.probed()
        .lookAgain()
        .map(next -> Duration.between(now, next))
        .map(wait -> finding.lookingAgain(wait.compareTo(SOON) < 0 ? SOON : wait))
        .orElse(finding);
  }
}
