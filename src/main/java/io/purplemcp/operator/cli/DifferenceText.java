package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Cause;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Value;
import java.util.ArrayList;
import java.util.List;

/** The fields of one change, lined up: path, value before, value after. */
final class DifferenceText {
  /** A longer value gets a line of its own: two of this size still fit beside a path. */
  private static final int LONGEST_INLINE = 48;

  private static final String GAP = "  ";

  private final Ansi ansi;

  DifferenceText(Ansi ansi) {
    this.ansi = ansi;
  }

  List<String> lines(PlannedChange planned) {
    boolean creation = planned.change().action() == Action.CREATE;
    List<Difference> inline =
        planned.change().differences().stream().filter(DifferenceText::isShort).toList();
    int path = inline.stream().mapToInt(d -> d.path().length()).max().orElse(0);
    int before = inline.stream().mapToInt(d -> shown(d.observed()).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Difference difference : planned.change().differences()) {
      String note = note(planned, difference);
      if (!isShort(difference)) {
        lines.addAll(stacked(difference, note));
      } else if (creation && difference.observed().equals(Value.ABSENT)) {
        lines.add(Grid.padded(difference.path(), path) + GAP + after(difference.desired()) + note);
      } else {
        lines.add(Grid.padded(difference.path(), path) + GAP + change(difference, before) + note);
      }
    }
    return lines;
  }

  private String change(Difference difference, int width) {
    if (difference.desired().equals(Value.REDACTED)
        && difference.observed().equals(Value.REDACTED)) {
      return ansi.yellow(shown(Value.REDACTED) + " differs");
    }
    String padding = " ".repeat(Math.max(0, width - shown(difference.observed()).length()));
    return before(difference.observed()) + padding + ansi.dim(" -> ") + after(difference.desired());
  }

  /** Values that are too long or have several lines, one below the other. */
  private List<String> stacked(Difference difference, String note) {
    List<String> lines = new ArrayList<>();
    lines.add(difference.path() + note);
    if (!difference.observed().equals(Value.ABSENT)) {
      text(difference.observed()).lines().forEach(line -> lines.add(ansi.red("  - " + line)));
    }
    if (!difference.desired().equals(Value.ABSENT)) {
      text(difference.desired()).lines().forEach(line -> lines.add(ansi.green("  + " + line)));
    }
    return lines;
  }

  /** Marks the fields that the world has moved inside a change that has another cause. */
  private String note(PlannedChange planned, Difference difference) {
    return planned.cause() != Cause.DRIFT && planned.drift().contains(difference)
        ? ansi.dim(GAP + "# drift")
        : "";
  }

  private String before(Value value) {
    return value instanceof Value.Text ? ansi.red(shown(value)) : ansi.dim(shown(value));
  }

  private String after(Value value) {
    return value instanceof Value.Text ? ansi.green(shown(value)) : ansi.dim(shown(value));
  }

  private static boolean isShort(Difference difference) {
    return isShort(difference.observed()) && isShort(difference.desired());
  }

  private static boolean isShort(Value value) {
    return shown(value).length() <= LONGEST_INLINE && value.toString().indexOf('\n') < 0;
  }

  /** The empty text is quoted, so that it can be told from a gap. */
  private static String shown(Value value) {
    String line = Printable.line(value.toString());
    return value instanceof Value.Text && line.isBlank() ? '"' + line + '"' : line;
  }

  private static String text(Value value) {
    return Printable.lines(value.toString());
  }
}
