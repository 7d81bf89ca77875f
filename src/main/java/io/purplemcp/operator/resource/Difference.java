package io.purplemcp.operator.resource;

/**
 * One field that is not as it should be.
 *
 * @param path where in the resource, in AWS's own names: {@code
 *     attributes[idle_timeout.timeout_seconds]}
 */
public record Difference(String path, Value desired, Value observed) {
  @Override
  public String toString() {
    return path + ": " + observed + " -> " + desired;
  }
}
