package io.purplemcp.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The root of the command line. */
@Command(
    name = "purple-mcp-operator",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Runs the SentinelOne Purple AI MCP server on Amazon ECS and keeps it as declared.",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      ValidateCommand.class,
      DeleteCommand.class,
      ImportCommand.class,
      StatusCommand.class,
      SchemaCommand.class,
      SandboxCommand.class
    })
final class PurpleCommand implements Callable<Integer> {
  @Mixin DesiredOptions options = new DesiredOptions();

  @Override
  public Integer call() {
    return Application.start(Application.Mode.RUN, options.settings());
  }
}
