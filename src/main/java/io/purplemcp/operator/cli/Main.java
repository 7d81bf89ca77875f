package io.purplemcp.operator.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** The entry point of the process. */
@QuarkusMain
public final class Main {
  Main() {}

  public static void main(String... args) {
    int status = commandLine().execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * The command line as people type it; no command means {@code run}. Bad usage exits with 1: the
   * usual 2 would be taken for pending changes where a script asks {@code plan}.
   */
  static CommandLine commandLine() {
    return new CommandLine(new PurpleCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(any -> 1)
        .setExecutionExceptionHandler(new PlainErrors());
  }
}
