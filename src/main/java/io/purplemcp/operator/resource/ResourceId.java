package io.purplemcp.operator.resource;

/**
 * Names a resource within a target, whether it exists or not.
 *
 * @param kind the kind's name: {@code LoadBalancer}
 * @param name the resource's own name, or what tells it from its siblings ({@code acme:443})
 */
public record ResourceId(String kind, String name) {
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
