package io.purplemcp.operator.desired;

import java.util.Map;

/**
 * What a deployment is called and labelled.
 *
 * @param name names every AWS resource of the deployment unless one is overridden
 * @param labels become tags on every taggable resource
 */
public record Metadata(String name, Map<String, String> labels) {
  public Metadata {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
