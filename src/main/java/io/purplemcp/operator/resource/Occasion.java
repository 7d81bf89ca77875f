package io.purplemcp.operator.resource;

import java.util.Set;

/**
 * What asks for a change that is neither an edit of the desired state nor the work of a hand on the
 * resource itself.
 *
 * @param paths the fields whose differences it explains
 */
public record Occasion(Kind kind, Set<String> paths) {
  public enum Kind {
    /** The secret has another value than the one that the tasks were started with. */
    ROTATION,
    /** The image's tag points to another digest than the one that the tasks run. */
    TAG_MOVE,
    /** The operator notes for itself what it has not noted before; nothing is replaced for it. */
    NOTE
  }

  public static Occasion of(Kind kind, String... paths) {
    return new Occasion(kind, Set.of(paths));
  }

  public boolean explains(Difference difference) {
    return paths.contains(difference.path());
  }
}
