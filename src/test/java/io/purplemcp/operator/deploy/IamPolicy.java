package io.purplemcp.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An IAM policy document, as far as tests ask about it. */
record IamPolicy(List<Statement> statements) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One statement.
   *
   * @param condition AWS's own form; an empty object where there is none
   */
  record Statement(
      String sid, boolean allow, List<String> actions, List<String> resources, JsonNode condition) {
    boolean everywhere() {
      return resources.contains("*") && condition.isEmpty();
    }
  }

  static IamPolicy read(Path file) throws IOException {
    return of(JSON.readTree(file.toFile()));
  }

  static IamPolicy of(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    document
        .withArray("Statement")
        .forEach(
            node ->
                statements.add(
                    new Statement(
                        node.path("Sid").asText(),
                        node.path("Effect").asText().equals("Allow"),
                        texts(node.path("Action")),
                        texts(node.path("Resource")),
                        node.has("Condition") ? node.get("Condition") : JSON.createObjectNode())));
    return new IamPolicy(List.copyOf(statements));
  }

  /** Several policies of one role. */
  static IamPolicy together(List<IamPolicy> policies) {
    return new IamPolicy(policies.stream().flatMap(p -> p.statements().stream()).toList());
  }

  /** One text or a list of texts: IAM takes both. */
  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }
}
