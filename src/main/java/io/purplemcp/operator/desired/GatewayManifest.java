package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;

/**
 * A gateway's document as it is written: what the JSON Schema describes.
 *
 * @param kind always that of {@link DocumentKind#GATEWAY}
 */
public record GatewayManifest(
    @JsonPropertyDescription("The version of this format.") @NotNull String apiVersion,
    @JsonPropertyDescription("What the document describes.") @NotNull String kind,
    @JsonPropertyDescription("What the gateway is called and labelled.") @NotNull Metadata metadata,
    @JsonPropertyDescription("The desired state of the gateway.") @NotNull GatewaySpec spec) {
  /** The document of a gateway, its defaults written out. */
  public static GatewayManifest of(PurpleMcpGateway gateway) {
    return new GatewayManifest(
        PurpleMcpDeployment.API_VERSION,
        DocumentKind.GATEWAY.text(),
        gateway.metadata(),
        gateway.spec());
  }
}
