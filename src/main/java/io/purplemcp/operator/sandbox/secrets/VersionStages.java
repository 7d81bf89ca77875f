package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.secrets.SecretRow.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How labels move between the versions of a secret: each is on one version at the most. */
final class VersionStages {
  private VersionStages() {}

  /** Adds a version; its labels leave the ones that had them. */
  static Map<String, Version> added(Map<String, Version> versions, String id, Version version) {
    Map<String, Version> all = new LinkedHashMap<>(versions);
    all.put(id, version.withStages(List.of()));
    for (String stage : version.stages()) {
      all = moved(all, stage, id);
    }
    return all;
  }

  /**
   * Moves one label. When it is {@code AWSCURRENT}, the version that had it becomes {@code
   * AWSPREVIOUS}.
   */
  static Map<String, Version> moved(Map<String, Version> versions, String stage, String to) {
    Optional<String> from = holder(versions, stage).filter(id -> !id.equals(to));
    Map<String, Version> all = removed(versions, stage);
    all.computeIfPresent(to, (id, version) -> with(version, stage));
    return stage.equals(SecretRow.CURRENT) && from.isPresent()
        ? moved(all, SecretRow.PREVIOUS, from.get())
        : all;
  }

  static Map<String, Version> removed(Map<String, Version> versions, String stage) {
    Map<String, Version> all = new LinkedHashMap<>(versions);
    all.replaceAll(
        (id, version) ->
            version.withStages(
                version.stages().stream().filter(label -> !label.equals(stage)).toList()));
    return all;
  }

  private static Optional<String> holder(Map<String, Version> versions, String stage) {
    return versions.entrySet().stream()
        .filter(version -> version.getValue().stages().contains(stage))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Version with(Version version, String stage) {
    return version.withStages(
        Stream.concat(version.stages().stream(), Stream.of(stage)).distinct().toList());
  }
}
