package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the other services ask IAM: which roles there are, who may take them on, what they allow.
 */
public final class RoleBook {
  /**
   * How long it takes, in the sandbox's time, until a new role or a new trust policy is seen by the
   * services. AWS names no figure; 5 to 15 seconds are usual.
   */
  public static final Duration PROPAGATION = Duration.ofSeconds(10);

  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private RoleBook() {}

  /**
   * @param arnOrName an ARN, which may be one of another account, or a name in the caller's account
   */
  public static Optional<RoleRow> role(Context context, String arnOrName) {
    if (!arnOrName.startsWith("arn:")) {
      return find(context, arnOrName);
    }
    String[] parts = arnOrName.split(":", 6);
    if (parts.length < 6 || !parts[2].equals("iam") || !parts[5].startsWith("role/")) {
      return Optional.empty();
    }
    Context account = context.in(new Scope(parts[4], context.scope().region()));
    return find(account, parts[5].substring(parts[5].lastIndexOf('/') + 1))
        .filter(role -> role.arn().equals(arnOrName));
  }

  private static Optional<RoleRow> find(Context context, String name) {
    return context.globalTable(IamTables.ROLES).find(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a service can take on the role now: its trust policy says so and has had the time to
   * reach the service. The service acts for the caller's account and region, which conditions on
   * {@code aws:SourceAccount} and {@code aws:SourceArn} see.
   *
   * @param servicePrincipal {@code ecs-tasks.amazonaws.com}
   */
  public static boolean assumableBy(Context context, RoleRow role, String servicePrincipal) {
    String service = servicePrincipal.replaceFirst("[.-].*", "");
    Map<String, String> keys =
        Map.of(
            "aws:SourceAccount", context.scope().account(),
            "aws:SourceArn", context.scope().arn(service, "task/sandbox"));
    return assumableBy(context, role, Principal.service(servicePrincipal), keys);
  }

  /**
   * @param keys condition keys of the request, such as {@code sts:ExternalId}
   */
  public static boolean assumableBy(
      Context context, RoleRow role, Principal principal, Map<String, String> keys) {
    return trusts(context, role, principal, ASSUME_ROLE, keys);
  }

  /**
   * Whether the trust policy lets somebody do something with a session of the role.
   *
   * @param action {@code sts:AssumeRole}, {@code sts:TagSession} or {@code sts:SetSourceIdentity}
   */
  public static boolean trusts(
      Context context, RoleRow role, Principal principal, String action, Map<String, String> keys) {
    if (context.now().isBefore(role.trustChanged().plus(context.pace().of(PROPAGATION)))) {
      return false;
    }
    List<Statement> about =
        Statement.of(TrustPrincipals.shown(context, role.trust())).stream()
            .filter(statement -> statement.coversPrincipal(principal, action, keys))
            .toList();
    return granted(about);
  }

  /**
   * Whether the role's inline and attached policies, within its permissions boundary, allow an
   * action. Resource policies and those of an organisation have no part in it.
   *
   * @param action {@code secretsmanager:GetSecretValue}
   * @param resource an ARN, or {@code *} for actions that know no resources
   */
  public static boolean allows(Context context, RoleRow role, String action, String resource) {
    return allows(context, role, action, resource, Map.of());
  }

  /**
   * @param more condition keys of the request beside the global ones, such as {@code
   *     kms:ViaService}
   */
  public static boolean allows(
      Context context, RoleRow role, String action, String resource, Map<String, String> more) {
    Map<String, String> keys = requestKeys(context, role);
    keys.putAll(more);
    return granted(about(identity(context, role), action, resource, keys))
        && role.boundary()
            .map(arn -> document(context, arn).toList())
            .map(boundary -> granted(about(boundary, action, resource, keys)))
            .orElse(true);
  }

  /** Whether a policy of the role or its boundary says no in so many words. */
  static boolean denies(Context context, RoleRow role, String action, String resource) {
    Stream<String> boundary = role.boundary().stream().flatMap(arn -> document(context, arn));
    List<String> all = Stream.concat(identity(context, role).stream(), boundary).toList();
    return about(all, action, resource, requestKeys(context, role)).stream()
        .anyMatch(Statement::denies);
  }

  private static List<String> identity(Context context, RoleRow role) {
    Stream<String> attached = role.attached().stream().flatMap(arn -> document(context, arn));
    return Stream.concat(role.inline().values().stream(), attached).toList();
  }

  private static Map<String, String> requestKeys(Context context, RoleRow role) {
    Map<String, String> keys = new HashMap<>();
    keys.put("aws:PrincipalAccount", context.scope().account());
    keys.put("aws:PrincipalArn", role.arn());
    keys.put("aws:RequestedRegion", context.scope().region());
    keys.put("aws:ResourceAccount", context.scope().account());
    keys.put("aws:SecureTransport", "true");
    role.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
    return keys;
  }

  private static List<Statement> about(
      List<String> documents, String action, String resource, Map<String, String> keys) {
    return documents.stream()
        .flatMap(document -> Statement.of(document).stream())
        .filter(statement -> statement.covers(action, resource, keys))
        .toList();
  }

  private static boolean granted(List<Statement> about) {
    return !about.isEmpty() && about.stream().noneMatch(Statement::denies);
  }

  private static Stream<String> document(Context context, String policyArn) {
    return ManagedPolicies.find(context, policyArn).map(PolicyRow::document).stream();
  }
}
