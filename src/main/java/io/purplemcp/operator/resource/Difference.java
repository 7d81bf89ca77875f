package io.purplemcp.operator.resource;

/**
 * One field that is not as it should be.
 *
 * @param path where in the resource, in AWS's own names: {@code
 *     attributes[idle_timeout.timeout_seconds]}
 * @param exposing whether it opens the deployment to somebody who is to be kept out; an alert of
 *     its own severity when the world made it
 */
public record Difference(String path, Value desired, Value observed, boolean exposing) {
  public Difference(String path, Value desired, Value observed) {
    this(path, desired, observed, false);
  }

  /** The same difference, found to open the deployment. */
  public Difference exposes() {
    return new Difference(path, desired, observed, true);
  }

  @Override
  public String toString() {
    return path + ": " + observed + " -> " + desired;
  }
}
