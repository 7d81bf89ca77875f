package io.purplemcp.operator.conformance;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The environment with which every AWS client finds an endpoint, and nothing of this machine. */
final class AwsSettings {
  private AwsSettings() {}

  static Map<String, String> of(URI endpoint, Path directory) {
    return Map.ofEntries(
        Map.entry("AWS_ENDPOINT_URL", endpoint.toString()),
        Map.entry("AWS_REGION", SandboxAccountIds.REGION),
        Map.entry("AWS_DEFAULT_REGION", SandboxAccountIds.REGION),
        Map.entry("AWS_ACCESS_KEY_ID", "conformance"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "conformance"),
        Map.entry("AWS_CONFIG_FILE", directory.resolve("no-config").toString()),
        Map.entry("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString()),
        Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
        Map.entry("AWS_PAGER", ""),
        Map.entry("NO_PROXY", "127.0.0.1,localhost"),
        Map.entry("no_proxy", "127.0.0.1,localhost"));
  }
}
