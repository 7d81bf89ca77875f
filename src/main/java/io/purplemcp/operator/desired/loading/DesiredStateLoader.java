package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.DesiredState;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.rules.FleetRule.Candidate;
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
          List.of(Problem.ofFile("(no file)", "no path of desired state was given")));
    }
    SourceFiles sources = SourceFiles.read(paths);
    List<Problem> problems = new ArrayList<>(sources.problems());
    List<DocumentCheck.Outcome> outcomes = new ArrayList<>();
    for (SourceFiles.SourceFile file : sources.files()) {
      outcomes.addAll(check(file, problems));
    }
    List<Candidate> candidates =
        outcomes.stream().flatMap(each -> each.candidate().stream()).toList();
    Rules.OF_ALL.forEach(rule -> rule.check(candidates));
    outcomes.forEach(each -> problems.addAll(each.verdict().problems()));
    return problems.isEmpty()
        ? new LoadResult.Loaded(state(sources, outcomes, candidates))
        : new LoadResult.Rejected(sorted(problems));
  }

  private List<DocumentCheck.Outcome> check(SourceFiles.SourceFile file, List<Problem> problems) {
    String name = file.path().toString();
    try {
      YamlReader.Contents contents = yaml.read(name, Utf8.decode(file.content()));
      problems.addAll(contents.problems());
      return contents.documents().stream().map(check::check).toList();
    } catch (CharacterCodingException e) {
      problems.add(Utf8.malformed(name, file.content()));
      return List.of();
    }
  }

  private static DesiredState state(
      SourceFiles sources, List<DocumentCheck.Outcome> outcomes, List<Candidate> candidates) {
    return new DesiredState(
        candidates.stream().map(Candidate::deployment).toList(),
        sources.files().stream().map(SourceFiles.SourceFile::path).toList(),
        sources.digest(),
        outcomes.stream().flatMap(each -> each.verdict().warnings().stream()).toList());
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparing(Problem::line)
                .thenComparing(Problem::column))
        .toList();
  }
}
