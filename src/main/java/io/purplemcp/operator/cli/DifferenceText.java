package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Cause;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fields of one change, lined up: path, value before, value after. */
final class DifferenceText {
  /** A longer value gets lines of its own: two of this size still fit beside a path. */
  private static final int LONGEST_INLINE = 48;

  /** A creation shows one value in a line, so that it may be longer. */
  private static final int LONGEST_ALONE = 2 * LONGEST_INLINE;

  private static final String OWN_TAGS = "tags[" + Ownership.PREFIX;
  private static final String GAP = "  ";

  private final Ansi ansi;

  DifferenceText(Ansi ansi) {
    this.ansi = ansi;
  }

  List<String> lines(PlannedChange planned) {
    return planned.change().action() == Action.CREATE ? created(planned) : changed(planned);
  }

  private List<String> created(PlannedChange planned) {
    List<Difference> all = planned.change().differences();
    List<Difference> shown = all.stream().filter(d -> !d.path().startsWith(OWN_TAGS)).toList();
    int path = width(shown.stream().filter(d -> fits(d.desired(), LONGEST_ALONE)));
    List<String> lines = new ArrayList<>();
    for (Difference difference : shown) {
      if (fits(difference.desired(), LONGEST_ALONE)) {
        lines.add(Grid.padded(difference.path(), path) + GAP + after(difference.desired()));
      } else {
        lines.addAll(stacked(difference, ""));
      }
    }
    int own = all.size() - shown.size();
    if (own > 0) {
      lines.add(ansi.dim("tags[" + Ownership.PREFIX + "*]  (" + own + ")"));
    }
    return lines;
  }

  private List<String> changed(PlannedChange planned) {
    List<Difference> all = planned.change().differences();
    int path = width(all.stream().filter(DifferenceText::fitsInline));
    int before =
        all.stream()
            .filter(DifferenceText::fitsInline)
            .mapToInt(d -> shown(d.observed()).length())
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (Difference difference : all) {
      String note = note(planned, difference);
      if (fitsInline(difference)) {
        lines.add(Grid.padded(difference.path(), path) + GAP + change(difference, before) + note);
      } else {
        lines.addAll(stacked(difference, note));
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

  /** Values that are too long or have several lines, with what tells them apart marked. */
  private List<String> stacked(Difference difference, String note) {
    List<String> lines = new ArrayList<>();
    lines.add(difference.path() + note);
    LineDiff.of(document(difference.observed()), document(difference.desired()))
        .forEach(line -> lines.add(marked(line)));
    return lines;
  }

  private String marked(LineDiff.Line line) {
    switch (line.side()) {
      case BEFORE:
        return ansi.red("  - " + line.text());
      case AFTER:
        return ansi.green("  + " + line.text());
      default:
        return "    " + line.text();
    }
  }

  private static List<String> document(Value value) {
    return value.equals(Value.ABSENT) ? List.of() : DocumentText.lines(value.toString());
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

  private static int width(Stream<Difference> differences) {
    return differences.mapToInt(difference -> difference.path().length()).max().orElse(0);
  }

  private static boolean fitsInline(Difference difference) {
    return fits(difference.observed(), LONGEST_INLINE)
        && fits(difference.desired(), LONGEST_INLINE);
  }

  private static boolean fits(Value value, int longest) {
    return shown(value).length() <= longest && value.toString().indexOf('\n') < 0;
  }

  /** The empty text is quoted, so that it can be told from a gap. */
  private static String shown(Value value) {
    String line = Printable.line(value.toString());
    return value instanceof Value.Text && line.isBlank() ? '"' + line + '"' : line;
  }
}
