package io.purplemcp.operator.sandbox.dataplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What the stand-in of the Purple MCP server answers to messages of the Model Context Protocol. It
 * lists the vendor's tools; it can run none of them, for the sandbox has no SentinelOne console.
 */
final class McpServer {
  static final String NAME = "Purple AI MCP Server (sandbox)";
  static final String VERSION = "0.6.0";

  /** Newest first. */
  static final List<String> PROTOCOLS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;

  private final ObjectMapper json = new ObjectMapper();

  /** Whether a message is one that a session begins with. */
  boolean begins(String message) {
    return parsed(message).filter(m -> m.path("method").asText().equals("initialize")).isPresent();
  }

  /** The answer to a message; empty for notifications and answers, which get none. */
  Optional<String> answer(String message) {
    Optional<JsonNode> parsed = parsed(message);
    if (parsed.isEmpty()) {
      return Optional.of(failed(NullNode.getInstance(), PARSE_ERROR, "Parse error").toString());
    }
    JsonNode request = parsed.get();
    if (!request.isObject() || !request.path("jsonrpc").asText().equals("2.0")) {
      return Optional.of(
          failed(NullNode.getInstance(), INVALID_REQUEST, "Invalid Request").toString());
    }
    if (!request.has("id") || !request.has("method")) {
      return Optional.empty();
    }
    return Optional.of(answer(request).toString());
  }

  private ObjectNode answer(JsonNode request) {
    JsonNode id = request.get("id");
    String method = request.get("method").asText();
    return switch (method) {
      case "initialize" -> done(id, initialized(request.path("params")));
      case "ping" -> done(id, json.createObjectNode());
      case "tools/list" -> done(id, tools());
      case "tools/call" -> called(id, request.path("params").path("name").asText());
      default -> failed(id, METHOD_NOT_FOUND, "Method not found: " + method);
    };
  }

  private ObjectNode initialized(JsonNode params) {
    String asked = params.path("protocolVersion").asText();
    ObjectNode result = json.createObjectNode();
    result.put("protocolVersion", PROTOCOLS.contains(asked) ? asked : PROTOCOLS.get(0));
    result.putObject("capabilities").putObject("tools").put("listChanged", false);
    result.putObject("serverInfo").put("name", NAME).put("version", VERSION);
    return result;
  }

  private ObjectNode tools() {
    ObjectNode result = json.createObjectNode();
    ArrayNode tools = result.putArray("tools");
    for (String name : McpTools.NAMES) {
      ObjectNode tool = tools.addObject().put("name", name);
      tool.put("description", "The sandbox's stand-in of " + name + ".");
      tool.putObject("inputSchema").put("type", "object").putObject("properties");
    }
    return result;
  }

  private ObjectNode called(JsonNode id, String tool) {
    if (!McpTools.NAMES.contains(tool)) {
      return failed(id, INVALID_PARAMS, "Unknown tool: " + tool);
    }
    ObjectNode result = json.createObjectNode().put("isError", true);
    result
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", "The sandbox has no SentinelOne console, so " + tool + " cannot run here.");
    return done(id, result);
  }

  private ObjectNode done(JsonNode id, ObjectNode result) {
    ObjectNode answer = json.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id);
    answer.set("result", result);
    return answer;
  }

  private ObjectNode failed(JsonNode id, int code, String message) {
    ObjectNode answer = json.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id);
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }

  private Optional<JsonNode> parsed(String message) {
    try {
      return Optional.of(json.readTree(message));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
