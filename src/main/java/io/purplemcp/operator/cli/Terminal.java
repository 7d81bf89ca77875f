package io.purplemcp.operator.cli;

import jakarta.enterprise.context.ApplicationScoped;

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

  /** Colours, where a person looks. */
  Ansi ansi() {
    return Ansi.of(System.console() != null, System.getenv());
  }
}
