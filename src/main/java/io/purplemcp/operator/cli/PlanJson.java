package io.purplemcp.operator.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan for machines. The form is part of the product's contract: fields are added, never renamed,
 * and {@code formatVersion} grows when that cannot be kept.
 */
final class PlanJson {
  static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private PlanJson() {}

  static String of(List<Plan> plans) {
    Document document =
        new Document(
            FORMAT_VERSION,
            summary(PlanSummary.of(plans)),
            plans.stream().flatMap(PlanJson::deployments).toList());
    try {
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan of plain strings cannot be written as JSON", e);
    }
  }

  @JsonPropertyOrder({"formatVersion", "summary", "deployments"})
  private record Document(
      int formatVersion, Map<String, Integer> summary, List<Deployment> deployments) {}

  @JsonPropertyOrder({"name", "target", "changes", "findings"})
  private record Deployment(
      String name, String target, List<Changed> changes, List<Found> findings) {}

  @JsonPropertyOrder({"kind", "name"})
  private record Resource(String kind, String name) {}

  @JsonPropertyOrder({"resource", "action", "cause", "differences", "disruption", "calls"})
  private record Changed(
      Resource resource,
      String action,
      String cause,
      List<Field> differences,
      Optional<String> disruption,
      List<String> calls) {}

  /** A side that has no text is left out; why is told by the flags. */
  @JsonPropertyOrder({"path", "observed", "desired", "drift", "sensitive", "knownAfterApply"})
  private record Field(
      String path,
      Optional<String> observed,
      Optional<String> desired,
      boolean drift,
      boolean sensitive,
      boolean knownAfterApply) {}

  @JsonPropertyOrder({"severity", "reason", "resource", "message"})
  private record Found(String severity, String reason, Resource resource, String message) {}

  private static Map<String, Integer> summary(PlanSummary summary) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    PlanSummary.COUNTED.forEach(
        action -> counts.put(PlanWords.action(action), summary.changes().get(action)));
    return counts;
  }

  private static Stream<Deployment> deployments(Plan plan) {
    return plan.deployments().stream().map(deployment -> deployment(plan.target(), deployment));
  }

  private static Deployment deployment(String target, DeploymentPlan plan) {
    return new Deployment(
        plan.deployment(),
        target,
        plan.changes().stream().map(PlanJson::change).toList(),
        plan.findings().stream()
            .map(
                finding ->
                    new Found(
                        PlanWords.severity(finding.severity()),
                        finding.reason().name(),
                        new Resource(finding.resource().kind(), finding.resource().name()),
                        finding.message()))
            .toList());
  }

  private static Changed change(PlannedChange planned) {
    var change = planned.change();
    return new Changed(
        new Resource(change.resource().kind(), change.resource().name()),
        PlanWords.action(change.action()),
        PlanWords.cause(planned.cause()),
        change.differences().stream().map(d -> field(planned, d)).toList(),
        change.disruption(),
        change.calls().stream().map(Call::operation).toList());
  }

  private static Field field(PlannedChange planned, Difference difference) {
    return new Field(
        difference.path(),
        text(difference.observed()),
        text(difference.desired()),
        planned.drift().contains(difference),
        sensitive(difference),
        is(difference, Value.PENDING));
  }

  private static boolean sensitive(Difference difference) {
    return difference.desired() instanceof Value.Redacted
        || difference.observed() instanceof Value.Redacted;
  }

  private static boolean is(Difference difference, Value value) {
    return difference.desired().equals(value) || difference.observed().equals(value);
  }

  private static Optional<String> text(Value value) {
    return value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
  }
}
