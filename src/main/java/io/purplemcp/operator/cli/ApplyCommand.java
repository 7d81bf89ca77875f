package io.purplemcp.operator.cli;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
  /** Reads {@code 90s}, {@code 20m} and what else a setting of Quarkus' takes for a duration. */
  static final class Timeout implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration duration = DurationConverter.parseDuration(text);
        if (duration.compareTo(Duration.ZERO) > 0) {
          return duration;
        }
      } catch (RuntimeException malformed) {
        // The parser's own message names a regular expression; ours an example.
      }
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is no time to wait; write it as 90s, 20m or 1h");
    }
  }

  @Mixin DesiredOptions options = new DesiredOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "20m",
      converter = Timeout.class,
      description = "How long to try: 90s, 20m, 1h. Default: ${DEFAULT-VALUE}.")
  Duration timeout;

  @Override
  public Integer call() {
    Map<String, String> settings = options.settings();
    settings.put("purple.apply.timeout", timeout.toString());
    return Application.start(Application.Mode.APPLY, settings);
  }
}
