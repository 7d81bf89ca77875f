package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;

/**
 * One document of desired state as it is written: what the JSON Schema describes.
 *
 * @param apiVersion always {@link PurpleMcpDeployment#API_VERSION}
 * @param kind always {@link PurpleMcpDeployment#KIND}
 * @param metadata name and labels
 * @param spec the desired state
 */
public record Manifest(
    @JsonPropertyDescription("The version of this format.") @NotNull String apiVersion,
    @JsonPropertyDescription("What the document describes.") @NotNull String kind,
    @JsonPropertyDescription("What the deployment is called and labelled.") @NotNull
        Metadata metadata,
    @JsonPropertyDescription("The desired state of the deployment.") @NotNull Spec spec) {

  /** The document of a deployment, its defaults written out. */
  public static Manifest of(PurpleMcpDeployment deployment) {
    return new Manifest(
        PurpleMcpDeployment.API_VERSION,
        PurpleMcpDeployment.KIND,
        deployment.metadata(),
        deployment.spec());
  }
}
