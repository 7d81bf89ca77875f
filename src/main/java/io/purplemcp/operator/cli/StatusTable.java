package io.purplemcp.operator.cli;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The status of deployments as a table, one line each, and what those say that are not ready. */
final class StatusTable {
  private static final List<String> HEADER =
      List.of("NAME", "READY", "REASON", "PENDING", "LAST LOOK", "TARGET", "SERVED", "ENDPOINT");
  private static final int READY_COLUMN = 1;
  private static final String GAP = "   ";

  private StatusTable() {}

  static String of(List<DeploymentStatus> statuses, Instant now, Ansi ansi) {
    if (statuses.isEmpty()) {
      return "No deployments.\n";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    statuses.forEach(status -> rows.add(row(status, now)));
    StringBuilder text = new StringBuilder();
    List<String> lines = Grid.lines(rows, GAP);
    text.append(ansi.bold(lines.get(0))).append('\n');
    int from = Grid.width(rows, 0) + GAP.length();
    for (int i = 1; i < lines.size(); i++) {
      String ready = rows.get(i).get(READY_COLUMN);
      text.append(coloured(lines.get(i), from, ready, ansi)).append('\n');
    }
    statuses.forEach(status -> text.append(explanation(status)));
    return text.toString();
  }

  private static List<String> row(DeploymentStatus status, Instant now) {
    Optional<Condition> ready = status.condition(Condition.READY);
    return List.of(
        status.name(),
        ready.map(condition -> condition.status().name()).orElse("Unknown"),
        ready.map(Condition::reason).orElse("-"),
        String.valueOf(status.pending().size()),
        status.lastLook().map(look -> age(Duration.between(look, now))).orElse("never"),
        Printable.line(status.target()),
        status.condition(Condition.ENDPOINT_VERIFIED).map(c -> c.status().name()).orElse("-"),
        status.endpoint().map(Printable::line).orElse("-"));
  }

  /** Why a deployment is not ready; nothing for one that is. */
  private static String explanation(DeploymentStatus status) {
    return status
        .condition(Condition.READY)
        .filter(condition -> condition.status() != Condition.Status.True)
        .filter(condition -> !condition.message().isBlank())
        .map(c -> "\n" + status.name() + ": " + Printable.line(c.message()) + "\n")
        .orElse("");
  }

  private static String coloured(String line, int from, String ready, Ansi ansi) {
    String word = "True".equals(ready) ? ansi.green(ready) : ansi.red(ready);
    return line.substring(0, from) + word + line.substring(from + ready.length());
  }

  /** As kubectl has it: the largest unit that is not zero. */
  static String age(Duration age) {
    if (age.isNegative() || age.toSeconds() == 0) {
      return "now";
    }
    if (age.toMinutes() == 0) {
      return age.toSeconds() + "s ago";
    }
    if (age.toHours() == 0) {
      return age.toMinutes() + "m ago";
    }
    return age.toDays() == 0 ? age.toHours() + "h ago" : age.toDays() + "d ago";
  }
}
