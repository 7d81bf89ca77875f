package io.purplemcp.operator.resource.mcp;

/** Knows whether MCP clients are served. */
@FunctionalInterface
public interface Prober {
  /** Asks nobody: for plans. */
  Prober NONE = question -> Probed.NOT_ASKED;

  /** The latest outcome. Sees to it that the question is asked when it is due; never waits. */
  Probed ask(Question question);
}
