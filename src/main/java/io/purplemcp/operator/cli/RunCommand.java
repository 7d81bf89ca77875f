package io.purplemcp.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The control loop. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Keep AWS as declared, until stopped.")
final class RunCommand implements Callable<Integer> {
  @Mixin DesiredOptions options = new DesiredOptions();

  @Override
  public Integer call() {
    return Application.start(Application.Mode.RUN, options.settings());
  }
}
