package io.purplemcp.operator.desired;

/** One deployment of the Purple MCP server, parsed, validated and with its defaults filled in. */
public record PurpleMcpDeployment(Metadata metadata, Spec spec, Source source) {
  public static final String API_VERSION = "purplemcp.io/v1alpha1";
  public static final String KIND = "PurpleMcpDeployment";

  public String name() {
    return metadata.name();
  }

  public Names names() {
    return new Names(this);
  }
}
