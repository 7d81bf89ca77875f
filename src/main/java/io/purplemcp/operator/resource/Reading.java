package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.Failure;
import java.util.Optional;

/**
 * The outcome of reading one thing. An error is never read as absence: the compiler asks for all
 * cases.
 */
public sealed interface Reading<T> {
  /** It is there. */
  record Present<T>(T value) implements Reading<T> {}

  /** AWS said in so many words that it is not there. */
  record Absent<T>() implements Reading<T> {}

  /** It was not looked at in this pass; nothing may be concluded. */
  record NotRead<T>() implements Reading<T> {}

  /** The read failed; nothing may be concluded. */
  record Unreadable<T>(Failure failure) implements Reading<T> {}

  /** The value where it is there; mind that empty does not mean absent. */
  default Optional<T> found() {
    return this instanceof Present<T> present ? Optional.of(present.value()) : Optional.empty();
  }

  default boolean absent() {
    return this instanceof Absent<T>;
  }
}
