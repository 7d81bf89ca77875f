package io.purplemcp.operator.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The commands that need the whole application. Options of the command line become settings before
 * it starts, so that there is one way to configure it.
 */
public final class Application implements QuarkusApplication {
  /** The setting that carries the command into the application. */
  static final String MODE = "purple.mode";

  /** What the application was started for. */
  public enum Mode {
    RUN,
    PLAN,
    APPLY,
    IMPORT,
    DELETE,
    SANDBOX
  }

  @Inject
  @ConfigProperty(name = MODE, defaultValue = "RUN")
  Mode mode;

  @Inject RunMode run;
  @Inject PlanMode plan;
  @Inject ApplyMode apply;
  @Inject ImportMode imports;
  @Inject DeleteMode delete;
  @Inject SandboxMode sandbox;

  /** Starts the application and returns its exit code when it has ended. */
  static int start(Mode mode, Map<String, String> settings) {
    settings.forEach(System::setProperty);
    System.setProperty(MODE, mode.name());
    if (mode != Mode.RUN) {
      // A second process beside a running operator must not want its port or its timer.
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.scheduler.enabled", "false");
      // What the command answers is all that a pipe gets; what is logged goes beside it.
      System.setProperty("quarkus.log.level", "WARN");
      System.setProperty("quarkus.log.category.\"io.quarkus\".level", "WARN");
      System.setProperty("quarkus.log.console.stderr", "true");
    }
    int[] exit = {0};
    Quarkus.run(
        Application.class,
        (code, problem) -> {
          exit[0] = code;
          Optional.ofNullable(problem).ifPresent(Application::tell);
        },
        new String[0]);
    return exit[0];
  }

  /** Our own words where we have some, else those of what lies at the bottom. */
  private static void tell(Throwable problem) {
    List<Throwable> causes =
        Stream.iterate(problem, cause -> cause != null, Throwable::getCause).toList();
    String words =
        causes.stream()
            .filter(UncheckedIOException.class::isInstance)
            .findFirst()
            .or(() -> causes.stream().reduce((above, below) -> below))
            .map(Throwable::getMessage)
            .orElseGet(problem::toString);
    System.err.println("purple-mcp-operator: " + words);
  }

  @Override
  public int run(String... args) {
    switch (mode) {
      case PLAN:
        return plan.run();
      case APPLY:
        return apply.run();
      case IMPORT:
        return imports.run();
      case DELETE:
        return delete.run();
      case SANDBOX:
        return sandbox.run();
      default:
        return run.run();
    }
  }
}
