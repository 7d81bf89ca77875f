package io.purplemcp.operator.resource;

/**
 * One side of a difference. Safe to print: a sensitive value is never held, only the fact that it
 * exists.
 */
public sealed interface Value {
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  /** There is nothing. */
  record Absent() implements Value {
    @Override
    public String toString() {
      return "(none)";
    }
  }

  /** It will be known once another change of the same plan has been made. */
  record Pending() implements Value {
    @Override
    public String toString() {
      return "(known after apply)";
    }
  }

  /**
   * It is not shown.
   *
   * @param about what may be said of it: {@code version a1b2…}; or nothing
   */
  record Redacted(String about) implements Value {
    @Override
    public String toString() {
      return about.isEmpty() ? "(sensitive)" : "(sensitive, " + about + ")";
    }
  }

  Value ABSENT = new Absent();
  Value PENDING = new Pending();
  Value REDACTED = new Redacted("");

  /**
   * A value that is not shown.
   *
   * @param about what may be said of it
   */
  static Value redacted(String about) {
    return new Redacted(about);
  }

  /** The value of any plain object; {@code null} and the empty string's absence are distinct. */
  static Value of(Object plain) {
    return plain == null ? ABSENT : new Text(plain.toString());
  }
}
