package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.DesiredState;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.rules.FleetRule;
import io.purplemcp.operator.desired.rules.Rules;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Loads the desired state from files and directories: all of it, or nothing and every problem at
 * once. Keeps nothing between two calls; safe for use by several threads.
 */
public final class DesiredStateLoader {
  private final YamlReader yaml = new YamlReader();
  private final DocumentCheck check = new DocumentCheck();

  /**
   * Reads, checks and completes what stands behind the paths.
   *
   * @param paths files, or directories that stand for their {@code *.yaml} and {@code *.yml} files
   * @return everything, which may be no deployment at all; or what is wrong
   */
  public LoadResult load(List<Path> paths) {
    if (paths.isEmpty()) {
      return new LoadResult.Rejected(
          List.of(
              Problem.ofFile(
                  "(no file)",
                  "no path of desired state was given: -f PATH, or PURPLE_DESIRED_PATHS")));
    }
    SourceFiles sources = SourceFiles.read(paths);
    List<Problem> problems = new ArrayList<>(sources.problems());
    List<YamlDocument> documents = new ArrayList<>();
    for (SourceFiles.SourceFile file : sources.files()) {
      documents.addAll(read(file, problems));
    }
    Inheritance inheritance = new Inheritance(documents);
    problems.addAll(inheritance.problems());
    List<DocumentCheck.Outcome> outcomes =
        documents.stream().map(document -> check(document, inheritance)).toList();
    List<FleetRule.Judged> judged =
        outcomes.stream().flatMap(each -> each.judged().stream()).toList();
    Rules.OF_ALL.forEach(rule -> rule.checkAll(judged));
    outcomes.forEach(each -> problems.addAll(each.verdict().problems()));
    if (!problems.isEmpty()) {
      return new LoadResult.Rejected(sorted(problems));
    }
    List<Problem> warnings = new ArrayList<>(inheritance.warnings());
    outcomes.forEach(each -> warnings.addAll(each.verdict().warnings()));
    return new LoadResult.Loaded(state(sources, judged, sorted(warnings)));
  }

  private List<YamlDocument> read(SourceFiles.SourceFile file, List<Problem> problems) {
    String name = file.path().toString();
    try {
      YamlReader.Contents contents = yaml.read(name, Utf8.decode(file.content()));
      problems.addAll(contents.problems());
      return contents.documents();
    } catch (CharacterCodingException e) {
      problems.add(Utf8.malformed(name, file.content()));
      return List.of();
    }
  }

  private DocumentCheck.Outcome check(YamlDocument document, Inheritance inheritance) {
    return check.check(
        Inheritance.isDefaults(document)
            ? inheritance.completeDefaults(document)
            : inheritance.complete(document));
  }

  private static DesiredState state(
      SourceFiles sources, List<FleetRule.Judged> judged, List<Problem> warnings) {
    return new DesiredState(
        FleetRule.gateways(judged).stream().map(each -> each.gateway()).toList(),
        FleetRule.deployments(judged).stream().map(each -> each.deployment()).toList(),
        sources.files().stream().map(SourceFiles.SourceFile::path).toList(),
        sources.digest(),
        warnings);
  }

  /** What is wrong with defaults shows in every deployment that has them, and is told once. */
  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparing(Problem::line)
                .thenComparing(Problem::column))
        .toList();
  }
}
