package io.purplemcp.operator.sandbox.elb;

import java.util.Map;

/**
 * How what listens behind a target's address answers a health check.
 *
 * @param reachable whether the load balancer's packets arrive; where a security group drops them, a
 *     check times out
 * @param port the port on which the target listens; every other one refuses the connection
 * @param answers HTTP status by path
 * @param otherwise HTTP status of every path that {@code answers} does not name
 */
public record TargetBehaviour(
    boolean reachable, int port, Map<String, Integer> answers, int otherwise) {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  public TargetBehaviour {
    answers = Map.copyOf(answers);
  }

  /** The Purple MCP server: {@code /health} answers 200, other paths 404. */
  public static TargetBehaviour serving(int port) {
    return new TargetBehaviour(true, port, Map.of("/health", OK), NOT_FOUND);
  }

  /** The same, behind a security group that does not let the load balancer in. */
  public TargetBehaviour blocked() {
    return new TargetBehaviour(false, port, answers, otherwise);
  }

  /** The status that a request for this path gets, without its query. */
  public int answer(String path) {
    int query = path.indexOf('?');
    return answers.getOrDefault(query < 0 ? path : path.substring(0, query), otherwise);
  }
}
