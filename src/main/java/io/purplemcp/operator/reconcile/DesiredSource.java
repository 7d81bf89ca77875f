package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.report.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The desired state in force. A source that cannot be read, does not parse, is not valid or has
 * become empty changes nothing: the last good state stays (X05, X07).
 */
public final class DesiredSource {
  /** A line of a log; {@code status} lists them all. */
  private static final int MOST_NAMES = 20;

  private final List<Path> paths;
  private final DesiredStateLoader loader;
  private final BooleanSupplier changed;
  private final ControlLoop loop;
  private final Journal journal;
  private final boolean allowEmpty;
  private Optional<List<Declaration>> inForce = Optional.empty();
  private List<String> lastProblems = List.of();

  /**
   * @param changed whether something may have changed on disk since it was asked last
   */
  public DesiredSource(
      List<Path> paths,
      DesiredStateLoader loader,
      BooleanSupplier changed,
      ControlLoop loop,
      Journal journal,
      boolean allowEmpty) {
    this.paths = List.copyOf(paths);
    this.loader = loader;
    this.changed = changed;
    this.loop = loop;
    this.journal = journal;
    this.allowEmpty = allowEmpty;
  }

  /** Reads again if something has changed on disk, or nothing was accepted so far. */
  public synchronized void poll() {
    if (changed.getAsBoolean()) {
      load();
    }
  }

  /**
   * Reads the source and puts it in force if it is good.
   *
   * @return whether it was good
   */
  public synchronized boolean load() {
    LoadResult result = loader.load(paths);
    if (result instanceof LoadResult.Rejected rejected) {
      reject(rejected.problems().stream().map(Problem::toString).toList());
      return false;
    }
    List<Declaration> deployments = ((LoadResult.Loaded) result).state().declarations();
    if (deployments.isEmpty() && !allowEmpty) {
      reject(List.of(emptySource()));
      return false;
    }
    accept(deployments);
    return true;
  }

  private void accept(List<Declaration> deployments) {
    boolean mended = !lastProblems.isEmpty();
    boolean changed = inForce.filter(deployments::equals).isEmpty();
    lastProblems = List.of();
    inForce = Optional.of(List.copyOf(deployments));
    if (changed) {
      tellAccepted(deployments, "");
      loop.accept(deployments);
    } else if (mended) {
      tellAccepted(deployments, " (mended: it is again what is in force)");
    }
  }

  private void tellAccepted(List<Declaration> deployments, String remark) {
    String names =
        deployments.stream()
            .map(Declaration::name)
            .sorted()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    journal.tell(
        Event.of(EventType.DESIRED_CHANGED)
            .with("deployments", deployments.size())
            .saying(names + remark));
  }

  private void reject(List<String> problems) {
    if (problems.equals(lastProblems)) {
      return;
    }
    lastProblems = problems;
    String consequence =
        inForce.isPresent()
            ? "the last good desired state stays in force"
            : "nothing is in force yet";
    for (String problem : problems) {
      journal.tell(
          Event.of(EventType.DESIRED_REJECTED)
              .with("problems", problems.size())
              .saying(problem + " (" + consequence + ")"));
    }
  }

  private String emptySource() {
    return paths.isEmpty()
        ? "no desired state is configured: name files or directories with -f or"
            + " purple.desired.paths"
        : "no deployment is declared in "
            + paths.stream().map(Path::toString).collect(Collectors.joining(", "))
            + "; an empty source is not believed unless purple.desired.allow-empty is true";
  }

  /** Whether a desired state is in force. */
  public synchronized boolean accepted() {
    return inForce.isPresent();
  }

  /** How many deployments are in force. */
  public int deployments() {
    return current().size();
  }

  /** The deployments in force; none before the first good load. */
  public synchronized List<Declaration> current() {
    return inForce.orElse(List.of());
  }
}
