package io.purplemcp.operator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Converges once. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Converge once, with progress, and stop.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all deployments are ready", "1:otherwise"})
final class ApplyCommand implements Callable<Integer> {
  @Mixin DesiredOptions options = new DesiredOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "20m",
      description = "How long to try: 90s, 20m, 1h. Default: ${DEFAULT-VALUE}.")
  String timeout = "20m";

  @Override
  public Integer call() {
    Map<String, String> settings = options.settings();
    settings.put("purple.apply.timeout", timeout);
    return Application.start(Application.Mode.APPLY, settings);
  }
}
