package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * What a deployment is called and labelled.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record Metadata(
    @JsonPropertyDescription(
            "The deployment's name: names every AWS resource of the deployment unless one is overridden. Lower-case letters, digits and hyphens; at most 32 characters with a load balancer.")
        @NotNull
        @Size(max = 63)
        @Pattern(
            regexp = Patterns.DEPLOYMENT_NAME,
            message =
                "lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit")
        String name,
    @JsonPropertyDescription(
            "Tags on every taggable AWS resource of the deployment. Keys up to 128, values up to 256 characters; no key begins with aws: or purplemcp.io/.")
        @Size(max = Metadata.MAX_LABELS)
        Map<String, String> labels) {
  /** AWS allows 50 tags on a resource; ten are left to the operator's own. */
  public static final int MAX_LABELS = 40;

  public Metadata {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
