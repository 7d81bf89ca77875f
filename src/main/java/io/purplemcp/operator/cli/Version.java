package io.purplemcp.operator.cli;

import picocli.CommandLine;

/** The version that the build wrote into the archive. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"purple-mcp-operator " + number()};
  }

  static String number() {
    String built = Main.class.getPackage().getImplementationVersion();
    return built == null ? "(development)" : built;
  }
}
