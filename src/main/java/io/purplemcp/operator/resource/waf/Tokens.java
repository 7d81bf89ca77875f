package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.resource.Reason;
import java.util.Optional;

/** The tokens that clients of a deployment may send now. */
sealed interface Tokens {
  /**
   * @param previous the one before, while clients may still use it
   */
  record Usable(Version current, Optional<Version> previous) implements Tokens {
    /** What the web ACL remembers of them in a tag. */
    String versions() {
      return current.id() + previous.map(version -> " " + version.id()).orElse("");
    }

    /** The newest of what a web ACL remembers to let through. */
    Version accepted(String remembered) {
      return previous
          .filter(version -> remembered.equals(version.id()))
          .or(() -> previous.filter(version -> remembered.startsWith(version.id() + " ")))
          .orElse(current);
    }
  }

  /** A person has to give the secret a value that will do. */
  record Unusable(Reason reason, String sentence) implements Tokens {}

  record Unreadable(Failure failure) implements Tokens {}

  /**
   * A version of the secret.
   *
   * @param id its id in Secrets Manager, which may be shown
   */
  record Version(String id, Token token) {}
}
