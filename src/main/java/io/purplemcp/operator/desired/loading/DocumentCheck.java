package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.desired.rules.FleetRule;
import io.purplemcp.operator.desired.rules.Rule;
import io.purplemcp.operator.desired.rules.Rules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges one document: schema first, then every rule whose fields the schema has let pass. */
final class DocumentCheck {
  /** A document may be wrong in a thousand places; nobody reads that many lines. */
  static final int MOST_PROBLEMS = 50;

  /** What became of a document; what it declares is absent unless it is valid. */
  record Outcome(Optional<FleetRule.Judged> judged, DocumentVerdict verdict) {}

  private final Map<DocumentKind, SchemaCheck> schemas = new EnumMap<>(DocumentKind.class);
  private final NearestName nearest = new NearestName();
  private final DocumentBinder binder = new DocumentBinder();

  DocumentCheck() {
    for (DocumentKind kind : DocumentKind.values()) {
      schemas.put(kind, new SchemaCheck(kind));
    }
  }

  /** Judges a document that has been completed by its defaults. */
  Outcome check(YamlDocument document) {
    DocumentVerdict verdict = new DocumentVerdict(document);
    if (isSomethingElse(document, verdict)) {
      return new Outcome(Optional.empty(), verdict);
    }
    DocumentKind kind = document.kind().orElseThrow();
    List<SchemaCheck.Violation> violations = schemas.get(kind).check(document);
    verdict.problems().addAll(shown(document, violations));
    if (kind == DocumentKind.DEFAULTS) {
      verdict.problems().addAll(NameVariable.unknown(document));
      return new Outcome(Optional.empty(), verdict);
    }
    List<String> broken = violations.stream().map(SchemaCheck.Violation::pointer).toList();
    Optional<Declaration> declared = bind(document, kind, broken, verdict);
    declared.ifPresent(each -> judge(each, broken, verdict));
    return new Outcome(
        declared
            .filter(each -> verdict.problems().isEmpty())
            .map(each -> new FleetRule.Judged(each, verdict)),
        verdict);
  }

  /** A document of another kind is said to be that, and not taken apart. */
  private boolean isSomethingElse(YamlDocument document, DocumentVerdict verdict) {
    return differs(document, "/apiVersion", List.of(PurpleMcpDeployment.API_VERSION), verdict)
        | differs(document, "/kind", DocumentKind.texts(), verdict);
  }

  private boolean differs(
      YamlDocument document, String pointer, List<String> expected, DocumentVerdict verdict) {
    JsonNode value = document.tree().at(pointer);
    if (!value.isTextual() || expected.contains(value.asText())) {
      return false;
    }
    verdict
        .problems()
        .add(
            document.problem(
                pointer,
                document.found(pointer),
                "allowed: " + String.join(", ", expected) + "; this operator understands no other",
                nearest.to(value.asText(), expected)));
    return true;
  }

  private static List<Problem> shown(
      YamlDocument document, List<SchemaCheck.Violation> violations) {
    List<Problem> shown = new ArrayList<>();
    violations.stream().limit(MOST_PROBLEMS).forEach(each -> shown.add(each.problem()));
    if (violations.size() > MOST_PROBLEMS) {
      shown.add(
          document.problem("", "and " + (violations.size() - MOST_PROBLEMS) + " problems more"));
    }
    return shown;
  }

  private Optional<Declaration> bind(
      YamlDocument document, DocumentKind kind, List<String> broken, DocumentVerdict verdict) {
    try {
      return binder.bind(document, kind, broken);
    } catch (JsonProcessingException e) {
      verdict.reject("", "not understood: " + Found.clean(e.getOriginalMessage()));
      return Optional.empty();
    }
  }

  private static void judge(Declaration declared, List<String> broken, DocumentVerdict verdict) {
    for (Rule rule : Rules.OF_A_DEPLOYMENT) {
      if (rule.reads().stream().noneMatch(pointer -> touches(pointer, broken))) {
        judge(rule, declared, verdict);
      }
    }
  }

  private static void judge(Rule rule, Declaration declared, DocumentVerdict verdict) {
    if (declared instanceof PurpleMcpGateway gateway) {
      rule.check(gateway, verdict);
    } else {
      rule.check((PurpleMcpDeployment) declared, verdict);
    }
  }

  private static boolean touches(String pointer, List<String> broken) {
    return broken.stream()
        .anyMatch(each -> FieldPath.isWithin(each, pointer) || FieldPath.isWithin(pointer, each));
  }
}
