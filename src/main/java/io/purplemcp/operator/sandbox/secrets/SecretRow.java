package io.purplemcp.operator.sandbox.secrets;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret as it is kept.
 *
 * @param arn ends in a hyphen and six random characters
 * @param kmsKeyId as it was given; empty for the account's default key
 * @param deletion when the secret was put under deletion, and until when it can be restored
 * @param versions by version id, oldest first
 * @param policy the resource policy
 */
public record SecretRow(
    String name,
    String arn,
    Optional<String> description,
    Optional<String> kmsKeyId,
    Instant created,
    Instant changed,
    Optional<Instant> accessed,
    Optional<Deletion> deletion,
    Map<String, Version> versions,
    Map<String, String> tags,
    Optional<String> policy) {

  /** The label of the value that is read where none is asked for. */
  public static final String CURRENT = "AWSCURRENT";

  /** The label of the value before. */
  public static final String PREVIOUS = "AWSPREVIOUS";

  /**
   * @param requested what DescribeSecret calls the deleted date
   * @param due when the secret ceases to be
   */
  public record Deletion(Instant requested, Instant due) {}

  /**
   * One value.
   *
   * @param binary Base64
   * @param stages its labels; a version without any may be removed
   */
  public record Version(
      Optional<String> text, Optional<String> binary, Instant created, List<String> stages) {
    public Version {
      stages = List.copyOf(stages);
    }

    Version withStages(List<String> labels) {
      return new Version(text, binary, created, labels);
    }

    @Override
    public String toString() {
      return "Version[created=" + created + ", stages=" + stages + "]";
    }
  }

  public SecretRow {
    versions = ordered(versions);
    tags = ordered(tags);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The id of the version with a label. */
  public Optional<String> versionWith(String stage) {
    return versions.entrySet().stream()
        .filter(version -> version.getValue().stages().contains(stage))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  SecretRow withVersions(Map<String, Version> all, Instant now) {
    return new SecretRow(
        name, arn, description, kmsKeyId, created, now, accessed, deletion, all, tags, policy);
  }

  SecretRow withTags(Map<String, String> all, Instant now) {
    return new SecretRow(
        name, arn, description, kmsKeyId, created, now, accessed, deletion, versions, all, policy);
  }

  SecretRow withAbout(Optional<String> text, Optional<String> key, Instant now) {
    return new SecretRow(
        name, arn, text, key, created, now, accessed, deletion, versions, tags, policy);
  }

  SecretRow withDeletion(Optional<Deletion> state, Instant now) {
    return new SecretRow(
        name, arn, description, kmsKeyId, created, now, accessed, state, versions, tags, policy);
  }

  SecretRow withPolicy(Optional<String> document, Instant now) {
    return new SecretRow(
        name,
        arn,
        description,
        kmsKeyId,
        created,
        now,
        accessed,
        deletion,
        versions,
        tags,
        document);
  }

  SecretRow withAccessed(Instant day) {
    return new SecretRow(
        name,
        arn,
        description,
        kmsKeyId,
        created,
        changed,
        Optional.of(day),
        deletion,
        versions,
        tags,
        policy);
  }
}
