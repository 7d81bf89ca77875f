package io.purplemcp.operator.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One statement of a policy that was found valid before it was kept. */
record Statement(JsonNode json) {
  static List<Statement> of(String document) {
    JsonNode policy =
        Json.object(document)
            .orElseThrow(() -> new IllegalStateException("a policy was kept that is no JSON"));
    return Json.items(policy.path("Statement")).stream().map(Statement::new).toList();
  }

  boolean denies() {
    return json.path("Effect").asText().equals("Deny");
  }

  /** Whether it speaks of this action on this resource under these condition keys. */
  boolean covers(String action, String resource, Map<String, String> keys) {
    return coversAction(action) && coversResource(resource, keys) && holds(keys);
  }

  /** Whether it speaks of this principal taking on the role. */
  boolean coversPrincipal(Principal principal, String action, Map<String, String> keys) {
    return coversAction(action) && names(principal) && holds(keys);
  }

  private boolean coversAction(String action) {
    String asked = action.toLowerCase(Locale.ROOT);
    JsonNode listed = json.has("NotAction") ? json.path("NotAction") : json.path("Action");
    boolean found =
        Json.texts(listed).stream().anyMatch(a -> Glob.matches(a.toLowerCase(Locale.ROOT), asked));
    return found != json.has("NotAction");
  }

  private boolean coversResource(String resource, Map<String, String> keys) {
    JsonNode listed = json.has("NotResource") ? json.path("NotResource") : json.path("Resource");
    boolean found =
        Json.texts(listed).stream().anyMatch(r -> Glob.matches(expand(r, keys), resource));
    return found != json.has("NotResource");
  }

  private static String expand(String text, Map<String, String> keys) {
    String expanded = text;
    for (Map.Entry<String, String> key : keys.entrySet()) {
      expanded = expanded.replace("${" + key.getKey() + "}", key.getValue());
    }
    return expanded;
  }

  private boolean holds(Map<String, String> keys) {
    return Conditions.hold(json.path("Condition"), keys);
  }

  private boolean names(Principal principal) {
    JsonNode listed = json.has("NotPrincipal") ? json.path("NotPrincipal") : json.path("Principal");
    return (listed.isTextual() ? listed.asText().equals("*") : namedIn(listed, principal))
        != json.has("NotPrincipal");
  }

  private static boolean namedIn(JsonNode principals, Principal asked) {
    return Json.texts(principals.path(asked.kind().key())).stream()
        .anyMatch(
            named ->
                named.equals("*")
                    || named.equals(asked.name())
                    || asked.kind() == Principal.Kind.AWS
                        && named.equals(TrustPrincipals.root(asked.account())));
  }
}
