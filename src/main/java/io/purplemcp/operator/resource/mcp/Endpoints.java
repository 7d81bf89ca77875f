package io.purplemcp.operator.resource.mcp;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.VerificationSpec;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.Services;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What MCP clients find where a deployment serves. Nothing is made here: the endpoint is what the
 * other rooms' resources amount to.
 */
public final class Endpoints implements ResourceKind<Endpoints.Observed> {
  public static final String NAME = "Endpoint";

  private final Prober prober;

  public Endpoints(Prober prober) {
    this.prober = prober;
  }

  /**
   * The latest outcome at a place.
   *
   * @param credentials whether it was asked with any
   */
  public record Seen(URI url, Question.Strangers strangers, boolean credentials, Probed probed) {}

  /**
   * @param byDeployment empty for what does not serve yet, or is not to be asked
   */
  public record Observed(Map<String, Seen> byDeployment) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    Map<String, Seen> seen = new HashMap<>();
    for (PurpleMcpDeployment deployment : look.deployments()) {
      question(look, deployment).ifPresent(question -> seen.put(deployment.name(), seen(question)));
    }
    return new Observed(Map.copyOf(seen));
  }

  private Seen seen(Question question) {
    return new Seen(
        question.url(), question.strangers(), !question.credentials().none(), prober.ask(question));
  }

  private static Optional<Question> question(Look look, PurpleMcpDeployment deployment) {
    if (!asked(deployment)) {
      return Optional.empty();
    }
    Door door = new Door(deployment, look.snapshot());
    String place = String.join("/", look.accountId(), look.clients().region(), deployment.name());
    return Services.serving(look.snapshot(), deployment)
        .flatMap(
            rollout ->
                door.url()
                    .map(
                        url ->
                            new Question(
                                place,
                                url,
                                door.names(),
                                rollout,
                                Duration.ofSeconds(
                                    deployment.spec().verification().intervalSeconds()),
                                door.credentials(),
                                door.strangers())));
  }

  private static boolean asked(PurpleMcpDeployment deployment) {
    return deployment.spec().verification().endpoint() == VerificationSpec.Endpoint.Probe
        && Door.declared(deployment);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    var assessment = Assessment.builder();
    ResourceId id = new ResourceId(NAME, deployment.name());
    deployment
        .spec()
        .verification()
        .hostName()
        .ifPresent(name -> assessment.reference(Reference.HOST_NAME, name));
    if (prober != Prober.NONE
        && deployment.spec().verification().endpoint() == VerificationSpec.Endpoint.Probe
        && !Door.declared(deployment)) {
      assessment.finding(
          Finding.unknown(Reason.EndpointAbsent, id, Reason.EndpointAbsent.sentence()));
    }
    Optional.ofNullable(view.observed(Endpoints.class).byDeployment().get(deployment.name()))
        .flatMap(
            seen ->
                new EndpointVerdict(id, deployment.spec().verification(), seen, view.now())
                    .finding())
        .ifPresent(assessment::finding);
    return assessment.build();
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
