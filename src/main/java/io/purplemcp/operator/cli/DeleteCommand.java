package io.purplemcp.operator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes one deployment down. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description =
        "Take a deployment down, whatever its deletion policy says: show what goes and what stays,"
            + " ask, and delete in the order that AWS needs. Broken off, it goes on where it was"
            + " when it is started again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing of it is left", "1:error, not confirmed, or not done in time"})
final class DeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The deployment's name.")
  String name;

  @Mixin DesiredOptions options = new DesiredOptions();

  @Option(
      names = "--region",
      description =
          "Where it lives, if the desired state does not say. Default: the AWS SDK's own.")
  String region;

  @Option(names = "--role-arn", description = "A role to assume in its account.")
  String roleArn;

  @Option(names = "--external-id", description = "What the role's trust policy asks for.")
  String externalId;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description = "How long to try: 90s, 20m, 1h. Default: ${DEFAULT-VALUE}.")
  String timeout = "30m";

  @Override
  public Integer call() {
    Map<String, String> settings = options.settings();
    settings.put("purple.delete.name", name);
    settings.put("purple.delete.confirmed", Boolean.toString(yes));
    settings.put("purple.delete.timeout", timeout);
    if (region != null) {
      settings.put("purple.delete.region", region);
    }
    if (roleArn != null) {
      settings.put("purple.delete.role-arn", roleArn);
    }
    if (externalId != null) {
      settings.put("purple.delete.external-id", externalId);
    }
    return Application.start(Application.Mode.DELETE, settings);
  }
}
