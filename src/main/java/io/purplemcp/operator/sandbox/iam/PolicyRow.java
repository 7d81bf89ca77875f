package io.purplemcp.operator.sandbox.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A managed policy as it is kept.
 *
 * @param id {@code ANPA…}
 * @param versions by version id: {@code v1}, {@code v2}…
 * @param defaultVersion the one in force
 * @param lastVersion the highest number given so far; numbers are not used again
 */
public record PolicyRow(
    String name,
    String id,
    String path,
    String arn,
    Optional<String> description,
    Instant created,
    Instant updated,
    Map<String, Version> versions,
    String defaultVersion,
    int lastVersion,
    Map<String, String> tags) {

  /** One text of the policy. */
  public record Version(String document, Instant created) {}

  public PolicyRow {
    versions = Ordered.copy(versions);
    tags = Ordered.copy(tags);
  }

  /** The text in force. */
  public String document() {
    return versions.get(defaultVersion).document();
  }

  /** Whether AWS owns the policy: its ARN names no account. */
  public boolean awsManaged() {
    return arn.startsWith("arn:aws:iam::aws:");
  }

  PolicyRow withVersion(String document, Instant now, boolean inForce) {
    int number = lastVersion + 1;
    String version = "v" + number;
    return new PolicyRow(
        name,
        id,
        path,
        arn,
        description,
        created,
        now,
        Ordered.with(versions, version, new Version(document, now)),
        inForce ? version : defaultVersion,
        number,
        tags);
  }

  PolicyRow withoutVersion(String version) {
    return new PolicyRow(
        name,
        id,
        path,
        arn,
        description,
        created,
        updated,
        Ordered.without(versions, version),
        defaultVersion,
        lastVersion,
        tags);
  }

  PolicyRow withDefault(String version, Instant now) {
    return new PolicyRow(
        name, id, path, arn, description, created, now, versions, version, lastVersion, tags);
  }

  PolicyRow withTags(Map<String, String> all) {
    return new PolicyRow(
        name,
        id,
        path,
        arn,
        description,
        created,
        updated,
        versions,
        defaultVersion,
        lastVersion,
        all);
  }
}
