package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * Something in the desired state that is wrong, or (among warnings) unwise; said so that its author
 * can mend it without looking anything up.
 *
 * @param file the file or directory
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 when the file as a whole is meant
 * @param path the field, such as {@code spec.compute.cpu}; empty when a file or document is meant
 * @param found what stands there; absent when nothing does, or when it may be a secret
 * @param message what is allowed, or what is wrong
 * @param suggestion the known name that is nearest to what was found
 */
public record Problem(
    String file,
    int line,
    int column,
    String path,
    Optional<String> found,
    String message,
    Optional<String> suggestion) {

  /** A problem of a whole file or directory. */
  public static Problem ofFile(String file, String message) {
    return new Problem(file, 0, 0, "", Optional.empty(), message, Optional.empty());
  }

  /** {@code sites.yaml:12: spec.compute.cpu: found 300; allowed: 256, 512, …}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    found.ifPresent(value -> text.append("found ").append(value).append("; "));
    text.append(message);
    suggestion.ifPresent(name -> text.append("; did you mean \"").append(name).append("\"?"));
    return text.toString();
  }
}
