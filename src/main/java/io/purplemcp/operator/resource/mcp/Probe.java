package io.purplemcp.operator.resource.mcp;

/** One attempt. */
@FunctionalInterface
public interface Probe {
  /** Takes as long as it takes, within limits; every failure is an outcome. */
  Outcome attempt(Question question);
}
