package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.reconcile.Teardown;

/** What goes and what stays, for the person who is about to be asked. */
final class TeardownText {
  private TeardownText() {}

  static String of(String name, String target, Teardown.Outlook outlook, Ansi ansi) {
    var text = new StringBuilder();
    text.append(ansi.bold(Printable.line(name)))
        .append(ansi.dim(" (%s, account %s)".formatted(target, outlook.accountId())))
        .append("\n  goes, in this order:\n");
    for (PlannedChange planned : outlook.goes()) {
      text.append("    ")
          .append(ansi.red("-"))
          .append(' ')
          .append(Printable.line(planned.change().resource().toString()))
          .append('\n');
      planned
          .change()
          .disruption()
          .ifPresent(
              words ->
                  text.append("        ")
                      .append(ansi.yellow("! " + Printable.line(words)))
                      .append('\n'));
    }
    if (!outlook.stays().isEmpty()) {
      text.append("  stays:\n");
      outlook
          .stays()
          .forEach(line -> text.append("      ").append(Printable.line(line)).append('\n'));
    }
    return text.append('\n').toString();
  }
}
