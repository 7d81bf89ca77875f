package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.ecs.RunningTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What answers for a task where no process of its own runs: for the vendor's image a stand-in of
 * its server in streamable HTTP mode, for any other 200 on every path.
 */
final class Program {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int NOT_ACCEPTABLE = 406;
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String SESSION = "Mcp-Session-Id";
  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");

  private final McpServer server = new McpServer();

  /** Sessions of servers that keep them, by session: the task that began it. */
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  Answer answer(RunningTask task, RequestHead head, String body) {
    if (!task.vendors()) {
      return new Answer(OK, Map.of("Content-Type", "text/plain"), "");
    }
    boolean mcp = "streamable-http".equals(task.environment().get("MCP_MODE"));
    if (head.path().equals("/health") && head.method().equals("GET")) {
      return json(OK, "{\"status\":\"ok\"}");
    }
    return head.path().equals("/mcp") && mcp
        ? mcp(task, head, body)
        : Answer.words(NOT_FOUND, "Not Found");
  }

  private Answer mcp(RunningTask task, RequestHead head, String body) {
    if (head.method().equals("DELETE") && !stateless(task)) {
      return sessions.remove(head.header(SESSION).orElse(""), task.arn())
          ? new Answer(OK, Map.of(), "")
          : Answer.words(NOT_FOUND, "Session not found");
    }
    if (!head.method().equals("POST")) {
      return new Answer(NOT_ALLOWED, Map.of("Allow", "POST"), "");
    }
    String accepted = String.join(",", head.headers("Accept"));
    boolean events = accepted.contains(EVENTS);
    if (!events && !accepted.contains(JSON) && !accepted.contains("*/*")) {
      return Answer.words(
          NOT_ACCEPTABLE, "Not Acceptable: Client must accept both " + JSON + " and " + EVENTS);
    }
    Optional<String> protocol = head.header("MCP-Protocol-Version");
    if (protocol.filter(version -> !McpServer.PROTOCOLS.contains(version)).isPresent()) {
      return Answer.words(BAD_REQUEST, "Bad Request: Unsupported protocol version");
    }
    return stateless(task) ? reply(body, events, Map.of()) : inSession(task, head, body, events);
  }

  private Answer inSession(RunningTask task, RequestHead head, String body, boolean events) {
    if (server.begins(body)) {
      String session = UUID.randomUUID().toString();
      sessions.put(session, task.arn());
      return reply(body, events, Map.of(SESSION, session));
    }
    Optional<String> session = head.header(SESSION);
    if (session.isEmpty()) {
      return Answer.words(BAD_REQUEST, "Bad Request: Missing session ID");
    }
    return task.arn().equals(sessions.get(session.get()))
        ? reply(body, events, Map.of(SESSION, session.get()))
        : Answer.words(NOT_FOUND, "Session not found");
  }

  private Answer reply(String body, boolean events, Map<String, String> headers) {
    Optional<String> message = server.answer(body);
    if (message.isEmpty()) {
      return new Answer(ACCEPTED, headers, "");
    }
    Answer plain =
        events
            ? new Answer(
                OK,
                Map.of("Content-Type", EVENTS, "Cache-Control", "no-cache"),
                "event: message\ndata: " + message.get() + "\n\n")
            : json(OK, message.get());
    Map<String, String> all = new LinkedHashMap<>(plain.headers());
    all.putAll(headers);
    return new Answer(plain.status(), all, plain.body());
  }

  private static boolean stateless(RunningTask task) {
    String value = task.environment().getOrDefault("PURPLEMCP_STATELESS_HTTP", "false");
    return TRUE.contains(value.toLowerCase(java.util.Locale.ROOT));
  }

  private static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", JSON), body);
  }
}
