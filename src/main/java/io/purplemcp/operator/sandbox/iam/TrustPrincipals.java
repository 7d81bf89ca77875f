package io.purplemcp.operator.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The principals of a trust policy. AWS keeps a role that is named by ARN as that role's unique id
 * and shows the ARN as long as this very role exists; afterwards the bare id shows through, also
 * when a role of the same name was made again.
 */
final class TrustPrincipals {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
  private static final Pattern OTHER_ARN =
      Pattern.compile(
          "arn:aws:(iam::\\d{12}:(root|user/.+)|sts::\\d{12}:(assumed-role|federated-user)/.+)");
  private static final Pattern QUOTED_ID = Pattern.compile("\"(AROA[A-Z0-9]+)\"");
  private static final Pattern UNIQUE_ID = Pattern.compile("A(RO|ID)A[A-Z0-9]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

  private TrustPrincipals() {}

  static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  /**
   * Replaces the principals of a statement by what is kept of them.
   *
   * @throws io.purplemcp.operator.sandbox.core.AwsError where one does not exist
   */
  static void store(Context context, ObjectNode statement) {
    for (String element : new String[] {"Principal", "NotPrincipal"}) {
      if (statement.path(element) instanceof ObjectNode principals) {
        principals
            .properties()
            .forEach(kind -> kind.setValue(stored(context, kind.getKey(), kind.getValue())));
      }
    }
  }

  private static JsonNode stored(Context context, String kind, JsonNode named) {
    if (!named.isArray()) {
      return TextNode.valueOf(storedName(context, kind, named.asText()));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Json.texts(named).forEach(name -> list.add(storedName(context, kind, name)));
    return list;
  }

  private static String storedName(Context context, String kind, String name) {
    Optional<String> known =
        switch (kind) {
          case "AWS" -> awsPrincipal(context, name);
          case "Service" -> Optional.of(name).filter(n -> SERVICE.matcher(n).matches());
          case "Federated", "CanonicalUser" -> Optional.of(name);
          default -> Optional.empty();
        };
    String shownKind = kind.equals("Service") ? "SERVICE" : kind;
    return known.orElseThrow(
        () ->
            IamErrors.malformed(
                "Invalid principal in policy: \"" + shownKind + "\":\"" + name + "\""));
  }

  private static Optional<String> awsPrincipal(Context context, String name) {
    if (ACCOUNT.matcher(name).matches()) {
      return Optional.of(root(name));
    }
    if (ROLE_ARN.matcher(name).matches()) {
      return RoleBook.role(context, name).map(RoleRow::id);
    }
    boolean accepted =
        name.equals("*")
            || OTHER_ARN.matcher(name).matches()
            || UNIQUE_ID.matcher(name).matches() && arnsById(context).containsKey(name);
    return Optional.of(name).filter(n -> accepted);
  }

  /** The trust policy as a read shows it. */
  static String shown(Context context, String stored) {
    Matcher ids = QUOTED_ID.matcher(stored);
    if (!ids.find()) {
      return stored;
    }
    Map<String, String> arns = arnsById(context);
    return ids.replaceAll(
        id -> Matcher.quoteReplacement('"' + arns.getOrDefault(id.group(1), id.group(1)) + '"'));
  }

  private static Map<String, String> arnsById(Context context) {
    return context.cloud().stores().values().stream()
        .flatMap(store -> store.table(IamTables.ROLES).all().stream())
        .collect(Collectors.toMap(RoleRow::id, RoleRow::arn));
  }
}
