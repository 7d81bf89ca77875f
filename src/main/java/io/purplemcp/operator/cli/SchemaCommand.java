package io.purplemcp.operator.cli;

import io.purplemcp.operator.desired.schema.DesiredStateSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the JSON Schema. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Print the JSON Schema of the desired state.")
final class SchemaCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(DesiredStateSchema.text());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
