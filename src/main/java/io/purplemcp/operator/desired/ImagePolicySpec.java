package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * What becomes of running tasks when the registry changes under an image that is named by a tag.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record ImagePolicySpec(
    @JsonPropertyDescription(
            "When the image's tag points to another digest than the one that the tasks run: only"
                + " tell of it (Alert), or replace the tasks (Roll). Looked up in ECR only.")
        OnTagMove onTagMove) {
  public static final ImagePolicySpec DEFAULT = new ImagePolicySpec(null);

  public enum OnTagMove {
    Alert,
    Roll
  }

  public ImagePolicySpec {
    onTagMove = onTagMove == null ? OnTagMove.Alert : onTagMove;
  }
}
