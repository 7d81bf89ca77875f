package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.rules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the rules find in one document. */
final class DocumentVerdict implements Verdict {
  private final YamlDocument document;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  DocumentVerdict(YamlDocument document) {
    this.document = document;
  }

  @Override
  public boolean isGiven(String pointer) {
    return document.has(pointer);
  }

  @Override
  public void reject(String pointer, String message) {
    problems.add(describe(pointer, message));
  }

  @Override
  public void warn(String pointer, String message) {
    warnings.add(describe(pointer, message));
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  /** What is found in a mapping or list is told by the message, if at all. */
  private Problem describe(String pointer, String message) {
    boolean plain = document.tree().at(pointer).isValueNode();
    return plain
        ? document.problem(pointer, message)
        : document.problem(pointer, Optional.empty(), message, Optional.empty());
  }
}
