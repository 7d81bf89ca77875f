package io.purplemcp.operator.resource.ec2.preflight;

import java.util.function.Supplier;

/** What a list of rules says to some packets. */
enum Answer {
  ALLOWED,
  /** Only to some of them. */
  PARTLY,
  DENIED;

  Answer and(Answer other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Answer or(Answer other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Verdict verdict(Supplier<Verdict> partly, Supplier<Verdict> denied) {
    return switch (this) {
      case ALLOWED -> Verdict.OPEN;
      case PARTLY -> partly.get();
      case DENIED -> denied.get();
    };
  }
}
