package io.purplemcp.operator.desired;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An accepted desired state: complete, valid and with its defaults.
 *
 * @param gateways in the order of their files and documents
 * @param deployments in the order of their files and documents
 * @param sources the files that were read, sorted
 * @param digest {@code sha256:…} over the names and bytes of the sources: equal when nothing was
 *     edited
 * @param warnings what is allowed and unwise
 */
public record DesiredState(
    List<PurpleMcpGateway> gateways,
    List<PurpleMcpDeployment> deployments,
    List<Path> sources,
    String digest,
    List<Problem> warnings) {
  public DesiredState {
    gateways = List.copyOf(gateways);
    deployments = List.copyOf(deployments);
    sources = List.copyOf(sources);
    warnings = List.copyOf(warnings);
  }

  /** All that is declared, of every kind: gateways first, as deployments attach to them. */
  public List<Declaration> declarations() {
    return Stream.<Declaration>concat(gateways.stream(), deployments.stream()).toList();
  }

  /**
   * Whether it declares nothing at all. That is more often a mistake than a wish (an empty
   * checkout, a wrong path), so nothing may be deleted because of it (X05).
   */
  public boolean isEmpty() {
    return declarations().isEmpty();
  }
}
