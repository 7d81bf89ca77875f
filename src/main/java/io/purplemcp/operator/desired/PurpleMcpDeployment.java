package io.purplemcp.operator.desired;

/** One deployment of the Purple MCP server, parsed, validated and with its defaults filled in. */
public record PurpleMcpDeployment(Metadata metadata, Spec spec, Source source)
    implements Declaration {
  public static final String API_VERSION = "purplemcp.io/v1alpha1";
  public static final String KIND = "PurpleMcpDeployment";

  @Override
  public TargetSpec target() {
    return spec.target();
  }

  @Override
  public PolicySpec policy() {
    return spec.policy();
  }

  public Names names() {
    return new Names(this);
  }
}
