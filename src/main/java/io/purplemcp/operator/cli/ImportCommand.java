package io.purplemcp.operator.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the desired state of what exists. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Write the desired state of services that were made by hand or by another tool, and prove"
            + " it with a plan. Changes nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, and its plan touches nothing but tags",
      "1:error",
      "2:written, but not all of it can be declared; what cannot is listed"
    })
final class ImportCommand implements Callable<Integer> {
  /** Which services. */
  static final class Which {
    @Option(
        names = "--tag",
        required = true,
        paramLabel = "KEY=VALUE",
        description = "All ECS services of the region that carry this tag.")
    String tag;

    @ArgGroup(exclusive = false)
    One one;
  }

  /** One service. */
  static final class One {
    @Option(names = "--cluster", required = true, description = "The service's cluster.")
    String cluster;

    @Option(names = "--service", required = true, description = "The service's name.")
    String service;

    @Option(
        names = "--name",
        description = "The deployment's name. Default: made from the service's.")
    String name;
  }

  @ArgGroup(multiplicity = "1")
  Which which;

  @Option(names = "--region", description = "Default: the AWS SDK's own (AWS_REGION, profile).")
  String region;

  @Option(names = "--role-arn", description = "A role to assume in the services' account.")
  String roleArn;

  @Option(names = "--external-id", description = "What the role's trust policy asks for.")
  String externalId;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; must not exist. Default: standard output.")
  Path output;

  @Override
  public Integer call() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "region", region);
    put(settings, "role-arn", roleArn);
    put(settings, "external-id", externalId);
    put(settings, "output", output);
    put(settings, "tag", which.tag);
    if (which.one != null) {
      put(settings, "cluster", which.one.cluster);
      put(settings, "service", which.one.service);
      put(settings, "name", which.one.name);
    }
    return Application.start(Application.Mode.IMPORT, settings);
  }

  private static void put(Map<String, String> settings, String name, Object value) {
    if (value != null) {
      settings.put("purple.import." + name, value.toString());
    }
  }
}
