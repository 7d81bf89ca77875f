package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/** A rule about all deployments together. */
public interface FleetRule {
  /** A deployment that is valid by itself, and what takes the findings about it. */
  record Candidate(PurpleMcpDeployment deployment, Verdict verdict) {}

  /** Judges the deployments, in the order of their files. */
  void check(List<Candidate> candidates);
}
