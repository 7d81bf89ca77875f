package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The console's secret of the quick start, with a token that opens nothing. */
public final class SecretSeed implements Seed {
  private static final String VERSION = "5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0002";
  private static final String VALUE =
      """
      {"PURPLEMCP_CONSOLE_TOKEN":"sandbox-console-token",\
      "PURPLEMCP_CONSOLE_BASE_URL":"https://console.sentinelone.example"}""";

  @Override
  public void plant(Context context) {
    String name = SandboxAccountIds.SECRET_NAME;
    SecretRow.Version version =
        new SecretRow.Version(
            Optional.of(VALUE), Optional.empty(), context.now(), List.of(SecretRow.CURRENT));
    SecretRow secret =
        new SecretRow(
            name,
            context
                .scope()
                .arn("secretsmanager", "secret:" + name + "-" + SandboxAccountIds.SECRET_SUFFIX),
            Optional.of("Console address and service user token of the quick start"),
            Optional.empty(),
            context.now(),
            context.now(),
            Optional.empty(),
            Optional.empty(),
            Map.of(VERSION, version),
            Map.of(),
            Optional.empty());
    context.table(SecretTables.SECRETS).put(name, secret);
  }
}
