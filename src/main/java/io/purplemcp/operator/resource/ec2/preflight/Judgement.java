package io.purplemcp.operator.resource.ec2.preflight;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The verdict on one subnet.
 *
 * @param unreached what is not reached from it (or perhaps not), in words
 */
public record Judgement(String subnet, Set<String> unreached, Verdict verdict) {
  /** The worse of the two; what the same cause keeps away is told together. */
  Judgement and(Judgement other) {
    if (verdict.equals(other.verdict)) {
      Set<String> both = new LinkedHashSet<>(unreached);
      both.addAll(other.unreached);
      return new Judgement(subnet, both, verdict);
    }
    return verdict.and(other.verdict).equals(verdict) ? this : other;
  }
}
