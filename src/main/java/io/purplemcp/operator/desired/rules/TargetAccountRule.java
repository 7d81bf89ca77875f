package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.desired.TargetSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The role to assume belongs to the account of the guard; external id, session name, session tags
 * and source identity are for such a role.
 */
public final class TargetAccountRule implements Rule {
  private static final String TARGET = "/spec/target";
  private static final String SESSION_TAGS = TARGET + "/sessionTags";

  /** STS's own rules for session tags. */
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");

  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");

  @Override
  public List<String> reads() {
    return List.of(TARGET);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    check(deployment.target(), verdict);
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.target(), verdict);
  }

  private static void check(TargetSpec target, Verdict verdict) {
    target
        .roleArn()
        .map(arn -> Arn.parse(arn).account())
        .filter(account -> target.accountId().filter(guard -> !guard.equals(account)).isPresent())
        .ifPresent(
            account ->
                verdict.reject(
                    TARGET + "/roleArn",
                    "the role is in another account than accountId "
                        + target.accountId().orElseThrow()));
    if (target.roleArn().isEmpty()) {
      target.externalId().ifPresent(any -> rejectIdle("externalId", verdict));
      target.sessionName().ifPresent(any -> rejectIdle("sessionName", verdict));
      target.sourceIdentity().ifPresent(any -> rejectIdle("sourceIdentity", verdict));
      if (!target.sessionTags().isEmpty()) {
        rejectIdle("sessionTags", verdict);
      }
    }
    target.sessionTags().forEach((key, value) -> checkTag(target, key, value, verdict));
  }

  private static void rejectIdle(String field, Verdict verdict) {
    verdict.reject(TARGET + "/" + field, "only used together with roleArn");
  }

  private static void checkTag(TargetSpec target, String key, String value, Verdict verdict) {
    String at = SESSION_TAGS + "/" + key.replace("~", "~0").replace("/", "~1");
    if (!KEY.matcher(key).matches()) {
      verdict.reject(at, "a key has 1 to 128 letters, digits, spaces and _.:/=+-@");
    } else if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      verdict.reject(at, "keys that begin with aws: are taken");
    } else if (target.sessionTags().keySet().stream()
        .anyMatch(other -> !other.equals(key) && other.equalsIgnoreCase(key))) {
      verdict.reject(at, "STS takes keys that differ in upper and lower case for the same");
    }
    if (!VALUE.matcher(value).matches()) {
      verdict.reject(at, "a value has at most 256 letters, digits, spaces and _.:/=+-@");
    }
  }
}
