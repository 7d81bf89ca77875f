package io.purplemcp.operator.resource.mcp;

/** Is told of every attempt; for metrics. */
@FunctionalInterface
public interface ProbeListener {
  ProbeListener NONE = (question, outcome) -> {};

  void attempted(Question question, Outcome outcome);
}
