/**
 * The last room: the operator as an MCP client of its own deployments.
 *
 * <p>{@code Endpoints} is the room. It asks a {@code Prober}, which never keeps a pass waiting:
 * what is due is asked in the background ({@code BackgroundProber}), and a pass sees the latest
 * outcome. {@code McpProbe} is one attempt, with the official SDK's client.
 */
package io.purplemcp.operator.resource.mcp;
