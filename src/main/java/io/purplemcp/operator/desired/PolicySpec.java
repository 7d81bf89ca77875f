package io.purplemcp.operator.desired;

/**
 * What the operator may do.
 *
 * @param drift put drift right, or only tell of it
 * @param deletion what becomes of the AWS resources when the deployment leaves the desired state
 * @param adoption whether resources that exist already under our names may be taken over
 * @param paused look and tell, but change nothing
 * @param revisionHistoryLimit how many task definition revisions stay active
 */
public record PolicySpec(
    Drift drift,
    Deletion deletion,
    Adoption adoption,
    Boolean paused,
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
