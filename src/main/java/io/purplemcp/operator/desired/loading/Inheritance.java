package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which defaults hold for which deployment: those of its file, then those of {@code defaults.yaml}
 * in its directory and in the directories above, the nearer over the farther. Each file has at most
 * one defaults document.
 */
final class Inheritance {
  /** The file whose defaults hold for its whole directory and those below. */
  private static final Set<String> OF_DIRECTORY = Set.of("defaults.yaml", "defaults.yml");

  private final Map<Path, YamlDocument> ofFiles = new HashMap<>();
  private final Map<Path, YamlDocument> ofDirectories = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Inheritance(List<YamlDocument> documents) {
    Set<Path> used =
        documents.stream()
            .filter(each -> !isDefaults(each))
            .map(Inheritance::path)
            .collect(Collectors.toSet());
    documents.stream().filter(Inheritance::isDefaults).forEach(each -> add(each, used));
  }

  private void add(YamlDocument document, Set<Path> used) {
    Path file = path(document);
    boolean directory = OF_DIRECTORY.contains(file.getFileName().toString());
    YamlDocument first =
        directory
            ? ofDirectories.putIfAbsent(file.getParent(), document)
            : ofFiles.putIfAbsent(file, document);
    if (first != null) {
      problems.add(
          document.problem(
              "",
              Optional.empty(),
              "there are defaults already: "
                  + first.source()
                  + "; a file has at most one "
                  + DocumentKind.DEFAULTS.text()
                  + ", and a directory one in defaults.yaml or defaults.yml",
              Optional.empty()));
    } else if (!directory && !used.contains(file)) {
      warnings.add(
          document.problem(
              "",
              Optional.empty(),
              "these defaults hold for nothing: there is no deployment in this file; name it"
                  + " defaults.yaml to have them hold for its directory and those below",
              Optional.empty()));
    }
  }

  static boolean isDefaults(YamlDocument document) {
    return document.kind().filter(kind -> kind == DocumentKind.DEFAULTS).isPresent();
  }

  private static Path path(YamlDocument document) {
    return Path.of(document.file()).toAbsolutePath().normalize();
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  /** A deployment completed by all defaults that hold for it; anything else as it is. */
  YamlDocument complete(YamlDocument document) {
    boolean deployment =
        document.kind().filter(kind -> kind == DocumentKind.DEPLOYMENT).isPresent();
    if (!deployment) {
      return document;
    }
    String name = document.tree().at("/metadata/name").asText(NameVariable.SAMPLE);
    return defaultsOf(document)
        .map(defaults -> Overlay.of(document, NameVariable.replace(defaults, name)))
        .orElse(document);
  }

  /** Defaults together with those that they stand on, seen as a deployment would see them. */
  YamlDocument completeDefaults(YamlDocument defaults) {
    YamlDocument all = outer(defaults).map(outer -> Overlay.of(defaults, outer)).orElse(defaults);
    return NameVariable.replace(all, NameVariable.SAMPLE);
  }

  private Optional<YamlDocument> defaultsOf(YamlDocument document) {
    Path file = path(document);
    YamlDocument ofFile = ofFiles.get(file);
    Optional<YamlDocument> above = above(file.getParent());
    return ofFile == null
        ? above
        : Optional.of(above.map(outer -> Overlay.of(ofFile, outer)).orElse(ofFile));
  }

  private Optional<YamlDocument> outer(YamlDocument defaults) {
    Path directory = path(defaults).getParent();
    return ofDirectories.get(directory) == defaults
        ? above(directory.getParent())
        : above(directory);
  }

  /** The defaults of a directory over those of the ones above it. */
  private Optional<YamlDocument> above(Path directory) {
    if (directory == null) {
      return Optional.empty();
    }
    Optional<YamlDocument> outer = above(directory.getParent());
    YamlDocument here = ofDirectories.get(directory);
    return here == null
        ? outer
        : Optional.of(outer.map(each -> Overlay.of(here, each)).orElse(here));
  }
}
