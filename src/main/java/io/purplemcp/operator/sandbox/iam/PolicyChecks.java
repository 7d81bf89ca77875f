package io.purplemcp.operator.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of policies, with AWS's words for what breaks it. */
final class PolicyChecks {
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> POLICY_ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+");
  private static final Pattern CHARACTERS =
      Pattern.compile("[\\x09\\x0A\\x0D\\x20-\\xFF]+", Pattern.DOTALL);
  private static final String SYNTAX = "Syntax errors in policy.";

  private PolicyChecks() {}

  /** A policy of permissions, inline or managed. */
  static JsonNode identity(String document) {
    JsonNode policy = policy(document);
    for (JsonNode statement : Json.items(policy.path("Statement"))) {
      statement(statement);
      if (statement.has("Principal") || statement.has("NotPrincipal")) {
        throw IamErrors.malformed("Policy document should not specify a principal.");
      }
      actions(statement);
      resources(statement);
    }
    return policy;
  }

  /** A trust policy. Whether its principals exist is another question. */
  static JsonNode trust(String document) {
    JsonNode policy = policy(document);
    for (JsonNode statement : Json.items(policy.path("Statement"))) {
      statement(statement);
      if (statement.has("Resource") || statement.has("NotResource")) {
        throw IamErrors.malformed("Has prohibited field Resource");
      }
      principal(statement);
      actions(statement);
      if (!Json.texts(statement.path("Action")).stream().allMatch(PolicyChecks::ofSts)) {
        throw IamErrors.malformed("AssumeRole policy may only specify STS AssumeRole actions.");
      }
    }
    return policy;
  }

  private static boolean ofSts(String action) {
    return action.equals("*") || action.regionMatches(true, 0, "sts:", 0, "sts:".length());
  }

  private static JsonNode policy(String document) {
    if (document == null || document.isEmpty() || !CHARACTERS.matcher(document).matches()) {
      throw IamErrors.malformed(SYNTAX);
    }
    if (Character.isWhitespace(document.charAt(0))) {
      throw IamErrors.malformed("JSON strings must not have leading spaces");
    }
    JsonNode policy =
        Json.object(document)
            .orElseThrow(() -> IamErrors.malformed("This policy contains invalid Json"));
    boolean versioned =
        !policy.has("Version") || VERSIONS.contains(policy.path("Version").asText());
    List<JsonNode> statements = Json.items(policy.path("Statement"));
    boolean shaped =
        POLICY_ELEMENTS.containsAll(names(policy))
            && !statements.isEmpty()
            && statements.stream().allMatch(JsonNode::isObject);
    if (!versioned || !shaped) {
      throw IamErrors.malformed(SYNTAX);
    }
    uniqueSids(statements);
    return policy;
  }

  private static void uniqueSids(List<JsonNode> statements) {
    Set<String> seen = new HashSet<>();
    for (JsonNode statement : statements) {
      String sid = statement.path("Sid").asText();
      if (!sid.isEmpty() && !seen.add(sid)) {
        throw IamErrors.malformed("Statement IDs (SID) in a single policy must be unique.");
      }
    }
  }

  private static void statement(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    boolean both =
        statement.has("Action") && statement.has("NotAction")
            || statement.has("Resource") && statement.has("NotResource")
            || statement.has("Principal") && statement.has("NotPrincipal");
    if (!STATEMENT_ELEMENTS.containsAll(names(statement))
        || both
        || !effect.equals("Allow") && !effect.equals("Deny")
        || statement.has("Condition") && !conditions(statement.path("Condition"))) {
      throw IamErrors.malformed(SYNTAX);
    }
    if (!SID.matcher(statement.path("Sid").asText()).matches()) {
      throw IamErrors.malformed(
          "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
              + " expression [0-9A-Za-z]*");
    }
  }

  private static boolean conditions(JsonNode block) {
    return block.isObject()
        && block.properties().stream().allMatch(operator -> operator.getValue().isObject());
  }

  private static void actions(JsonNode statement) {
    JsonNode listed =
        statement.has("Action") ? statement.path("Action") : statement.path("NotAction");
    List<JsonNode> actions = Json.items(listed);
    if (actions.isEmpty()) {
      throw IamErrors.malformed("Policy statement must contain actions.");
    }
    for (JsonNode action : actions) {
      if (!action.isTextual()) {
        throw IamErrors.malformed(SYNTAX);
      }
      if (!ACTION.matcher(action.asText()).matches()) {
        throw IamErrors.malformed(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
      }
    }
  }

  private static void resources(JsonNode statement) {
    JsonNode listed =
        statement.has("Resource") ? statement.path("Resource") : statement.path("NotResource");
    List<JsonNode> resources = Json.items(listed);
    if (resources.isEmpty()) {
      throw IamErrors.malformed("Policy statement must contain resources.");
    }
    for (JsonNode resource : resources) {
      if (!resource.isTextual()) {
        throw IamErrors.malformed(SYNTAX);
      }
      if (!RESOURCE.matcher(resource.asText()).matches()) {
        throw IamErrors.malformed(
            "Resource " + resource.asText() + " must be in ARN format or \"*\".");
      }
    }
  }

  private static void principal(JsonNode statement) {
    JsonNode principal =
        statement.has("NotPrincipal")
            ? statement.path("NotPrincipal")
            : statement.path("Principal");
    if (principal.isMissingNode()) {
      throw IamErrors.malformed("Missing required field Principal");
    }
    boolean all = principal.isTextual() && principal.asText().equals("*");
    boolean named =
        principal.isObject()
            && !principal.isEmpty()
            && principal.properties().stream()
                .allMatch(
                    kind -> Json.items(kind.getValue()).stream().allMatch(JsonNode::isTextual));
    if (!all && !named) {
      throw IamErrors.malformed(SYNTAX);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
