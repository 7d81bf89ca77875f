package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What the operator may do.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record PolicySpec(
    @JsonPropertyDescription("Put drift right (Correct), or only tell of it (Alert).") Drift drift,
    @JsonPropertyDescription(
            "What becomes of what was made in AWS when it is not declared any more: all of it with"
                + " its deployment, or a part that the deployment has let go.")
        Deletion deletion,
    @JsonPropertyDescription(
            "Whether resources that exist already under our names may be taken over.")
        Adoption adoption,
    @JsonPropertyDescription("Look and tell, but change nothing.") Boolean paused,
    @JsonPropertyDescription("How many task definition revisions stay active.") @Min(1) @Max(100)
        Integer revisionHistoryLimit) {
  public static final PolicySpec DEFAULT = new PolicySpec(null, null, null, null, null);

  public enum Drift {
    Correct,
    Alert
  }

  public enum Deletion {
    Retain,
    Delete
  }

  public enum Adoption {
    Refuse,
    Adopt
  }

  public PolicySpec {
    drift = drift == null ? Drift.Correct : drift;
    deletion = deletion == null ? Deletion.Retain : deletion;
    adoption = adoption == null ? Adoption.Refuse : adoption;
    paused = paused == null ? Boolean.FALSE : paused;
    revisionHistoryLimit = revisionHistoryLimit == null ? Integer.valueOf(5) : revisionHistoryLimit;
  }
}
