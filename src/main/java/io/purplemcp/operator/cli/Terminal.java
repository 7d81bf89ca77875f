package io.purplemcp.operator.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a command prints for the person, or the pipe, that started it. */
@ApplicationScoped
public class Terminal {
  public void print(String text) {
    System.out.print(text);
    System.out.flush();
  }

  public void error(String line) {
    System.err.println(line);
  }

  /** What a person types in answer; empty where there is no person. */
  Optional<String> ask(String question) {
    return Optional.ofNullable(System.console()).map(console -> console.readLine("%s", question));
  }

  /** Colours, where a person looks. */
  Ansi ansi() {
    return Ansi.of(System.console() != null, System.getenv());
  }
}
