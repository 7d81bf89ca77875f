package io.purplemcp.operator.desired;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a document of desired state describes; its {@code kind}. */
public enum DocumentKind {
  /** One deployment of the server. */
  DEPLOYMENT("PurpleMcpDeployment"),
  /** A load balancer that several deployments share. */
  GATEWAY("PurpleMcpGateway"),
  /** What the deployments of a file or directory have in common. */
  DEFAULTS("PurpleMcpDefaults");

  private final String text;

  DocumentKind(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The kind of that name. */
  public static Optional<DocumentKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }

  /** All names, as they are written. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(DocumentKind::text).toList();
  }
}
