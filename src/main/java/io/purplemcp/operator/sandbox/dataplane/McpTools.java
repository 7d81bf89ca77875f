package io.purplemcp.operator.sandbox.dataplane;

import java.util.ArrayList;
import java.util.List;

/** The tools that the Purple MCP server lists, by the vendor's documentation of v0.6.0. */
final class McpTools {
  static final List<String> NAMES = names();

  private McpTools() {}

  private static List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of("purple_ai", "powerquery", "get_timestamp_range", "iso_to_unix_timestamp"));
    names.addAll(family("alert", "alerts"));
    names.addAll(family("vulnerability", "vulnerabilities"));
    names.addAll(family("misconfiguration", "misconfigurations"));
    names.addAll(List.of("get_inventory_item", "list_inventory_items", "search_inventory_items"));
    return List.copyOf(names);
  }

  private static List<String> family(String one, String many) {
    return List.of(
        "get_" + one,
        "list_" + many,
        "search_" + many,
        "get_" + one + "_notes",
        "get_" + one + "_history");
  }
}
