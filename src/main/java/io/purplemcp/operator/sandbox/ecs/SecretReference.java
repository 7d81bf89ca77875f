package io.purplemcp.operator.sandbox.ecs;

/**
 * What a container's secret names: {@code arn:…:secret:name:json-key:version-stage:version-id}, of
 * which the last three may be empty or left out.
 *
 * @param secretId the secret's ARN, whole or without its random end
 * @param jsonKey empty for the whole text
 */
record SecretReference(String secretId, String jsonKey, String stage, String versionId) {
  private static final int ARN_PARTS = 7;
  private static final String PREFIX = "arn:aws:secretsmanager:";

  static boolean isSecretsManager(String valueFrom) {
    return valueFrom.startsWith(PREFIX);
  }

  static SecretReference of(String valueFrom) {
    String[] parts = valueFrom.split(":", -1);
    String id = String.join(":", java.util.Arrays.copyOf(parts, Math.min(parts.length, ARN_PARTS)));
    return new SecretReference(id, part(parts, 7), part(parts, 8), part(parts, 9));
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "";
  }
}
