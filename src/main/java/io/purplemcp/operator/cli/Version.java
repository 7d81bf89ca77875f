package io.purplemcp.operator.cli;

import picocli.CommandLine;

/** The version that the build wrote into the archive. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Main.class.getPackage().getImplementationVersion();
    return new String[] {"purple-mcp-operator " + (built == null ? "(development)" : built)};
  }
}
