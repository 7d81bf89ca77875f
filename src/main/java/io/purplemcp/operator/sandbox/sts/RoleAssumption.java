package io.purplemcp.operator.sandbox.sts;

import io.purplemcp.operator.sandbox.core.AccountBook;
import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Identity;
import io.purplemcp.operator.sandbox.core.Session;
import io.purplemcp.operator.sandbox.iam.Principal;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.iam.RoleRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** One request for a role's keys. */
final class RoleAssumption {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]+)");
  private static final Pattern SESSION_ARN =
      Pattern.compile("arn:aws:sts::(\\d{12}):assumed-role/([^/]+)/.*");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int FORBIDDEN = 403;
  private static final int DEFAULT_SECONDS = 3600;
  private static final int SHORTEST_SECONDS = 900;
  private static final int LONGEST_SECONDS = 43_200;
  private static final int KEY_CHARACTERS = 16;
  private static final int SECRET_CHARACTERS = 40;
  private static final int TOKEN_CHARACTERS = 200;

  private final Context context;
  private final AssumeRoleRequest request;

  RoleAssumption(Context context, AssumeRoleRequest request) {
    this.context = context;
    this.request = request;
  }

  AssumeRoleResponse grant() {
    Matcher arn = ROLE_ARN.matcher(required("roleArn", request.roleArn()));
    if (!arn.matches()) {
      throw AwsError.badRequest("ValidationError", request.roleArn() + " is invalid");
    }
    String name = required("roleSessionName", request.roleSessionName());
    if (!SESSION_NAME.matcher(name).matches()) {
      throw invalid(name, "roleSessionName", "Member must satisfy regular expression [\\w+=,.@-]*");
    }
    Optional<RoleRow> role = RoleBook.role(context, request.roleArn());
    int seconds = duration(role);
    role.ifPresent(this::refuseUntrusted);
    String roleId = role.map(RoleRow::id).orElse("AROASANDBOXROLE000001");
    String sessionArn =
        "arn:aws:sts::" + arn.group(1) + ":assumed-role/" + arn.group(2) + "/" + name;
    return keys(new Identity(arn.group(1), sessionArn, roleId + ":" + name), seconds);
  }

  private AssumeRoleResponse keys(Identity identity, int seconds) {
    Instant expiration = context.now().plusSeconds(seconds);
    String keyId = "ASIA" + context.ids().capitals(KEY_CHARACTERS);
    AccountBook.enter(context.cloud(), new Session(keyId, identity, expiration));
    return AssumeRoleResponse.builder()
        .credentials(
            Credentials.builder()
                .accessKeyId(keyId)
                .secretAccessKey(context.ids().letters(SECRET_CHARACTERS))
                .sessionToken(context.ids().letters(TOKEN_CHARACTERS))
                .expiration(expiration)
                .build())
        .assumedRoleUser(
            AssumedRoleUser.builder().arn(identity.arn()).assumedRoleId(identity.userId()).build())
        .build();
  }

  /** Tags and a source identity are actions of their own, which the trust policy has to allow. */
  private void refuseUntrusted(RoleRow role) {
    List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
    if (!request.tags().isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (request.sourceIdentity() != null) {
      actions.add("sts:SetSourceIdentity");
    }
    Map<String, String> keys = conditionKeys();
    for (String action : actions) {
      if (!RoleBook.trusts(context, role, Principal.aws(callerPrincipal()), action, keys)) {
        throw new AwsError(
            FORBIDDEN,
            "AccessDenied",
            "User: "
                + context.caller()
                + " is not authorized to perform: "
                + action
                + " on resource: "
                + request.roleArn());
      }
    }
  }

  private Map<String, String> conditionKeys() {
    Map<String, String> keys = new HashMap<>();
    keys.put("sts:RoleSessionName", request.roleSessionName());
    Optional.ofNullable(request.externalId()).ifPresent(id -> keys.put("sts:ExternalId", id));
    Optional.ofNullable(request.sourceIdentity())
        .ifPresent(identity -> keys.put("sts:SourceIdentity", identity));
    request.tags().forEach(tag -> keys.put("aws:RequestTag/" + tag.key(), tag.value()));
    return keys;
  }

  /** A trust policy names the role, not its session. */
  private String callerPrincipal() {
    Matcher session = SESSION_ARN.matcher(context.caller());
    return session.matches()
        ? "arn:aws:iam::" + session.group(1) + ":role/" + session.group(2)
        : context.caller();
  }

  private int duration(Optional<RoleRow> role) {
    int seconds = Optional.ofNullable(request.durationSeconds()).orElse(DEFAULT_SECONDS);
    if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
      throw invalid(
          "" + seconds,
          "durationSeconds",
          "Member must have value between " + SHORTEST_SECONDS + " and " + LONGEST_SECONDS);
    } else if (role.filter(r -> seconds > r.maxSessionDuration()).isPresent()) {
      throw AwsError.badRequest(
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }

  private static String required(String member, String value) {
    if (value == null) {
      throw invalid("null", member, "Member must not be null");
    }
    return value;
  }

  private static AwsError invalid(String value, String member, String constraint) {
    return AwsError.badRequest(
        "ValidationError",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }
}
