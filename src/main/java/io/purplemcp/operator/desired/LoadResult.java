package io.purplemcp.operator.desired;

import java.util.List;

/** What became of a try to load the desired state. */
public sealed interface LoadResult {
  /** Everything was read and is valid. */
  record Loaded(DesiredState state) implements LoadResult {}

  /**
   * Something could not be read or is wrong: nothing of it may be used, and what was accepted
   * before stays in force (X07).
   *
   * @param problems all problems of all files, in the order of files and lines; never empty
   */
  record Rejected(List<Problem> problems) implements LoadResult {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
