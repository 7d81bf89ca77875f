package io.purplemcp.operator.cli;

import picocli.CommandLine;

/** What goes wrong in a command is told in a sentence; the stack trace is for the debug log. */
final class PlainErrors implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
    String message = exception.getMessage();
    command
        .getErr()
        .println(
            command.getCommandName()
                + ": "
                + (message == null ? exception.getClass().getSimpleName() : message));
    return 1;
  }
}
