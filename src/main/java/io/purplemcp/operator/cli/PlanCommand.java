package io.purplemcp.operator.cli;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code run} would change now. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Show what run would change now; change nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing to do", "1:error", "2:changes are pending"})
final class PlanCommand implements Callable<Integer> {
  /** How the plan is written. */
  enum Output {
    TEXT,
    JSON
  }

  @Mixin DesiredOptions options = new DesiredOptions();

  @Option(
      names = {"-o", "--output"},
      defaultValue = "TEXT",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  Output output = Output.TEXT;

  @Override
  public Integer call() {
    Map<String, String> settings = options.settings();
    settings.put("purple.output", output.name().toLowerCase(Locale.ROOT));
    return Application.start(Application.Mode.PLAN, settings);
  }
}
