package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Labels are tags that every AWS service takes, and none of AWS's or the operator's own. */
public final class LabelRule implements Rule {
  private static final String LABELS = "/metadata/labels";

  /** The narrowest of the services' rules: IAM's, ELB's, ECS's and CloudWatch Logs' together. */
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_.:/=+@-]{1,128}");

  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");

  /** The operator remembers the labels' keys, separated by spaces, in the value of one tag. */
  private static final int LONGEST_TAG_VALUE = 256;

  @Override
  public List<String> reads() {
    return List.of(LABELS);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    check(deployment.metadata().labels(), verdict);
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.metadata().labels(), verdict);
  }

  private static void check(Map<String, String> labels, Verdict verdict) {
    labels.forEach((key, value) -> check(key, value, verdict));
    if (String.join(" ", labels.keySet()).length() > LONGEST_TAG_VALUE) {
      verdict.reject(
          LABELS,
          "the keys are too long together: all of them, with spaces between, may have "
              + LONGEST_TAG_VALUE
              + " characters");
    }
  }

  private static void check(String key, String value, Verdict verdict) {
    String at = LABELS + "/" + key.replace("~", "~0").replace("/", "~1");
    String lower = key.toLowerCase(Locale.ROOT);
    if (!KEY.matcher(key).matches()) {
      verdict.reject(at, "a key has 1 to 128 letters, digits and _.:/=+-@");
    } else if (lower.startsWith("aws:") || lower.startsWith("purplemcp.io/")) {
      verdict.reject(at, "keys that begin with aws: or purplemcp.io/ are taken");
    }
    if (!VALUE.matcher(value).matches()) {
      verdict.reject(at, "a value has at most 256 letters, digits, spaces and _.:/=+-@");
    }
  }
}
