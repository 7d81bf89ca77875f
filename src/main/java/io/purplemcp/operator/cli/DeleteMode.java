package io.purplemcp.operator.cli;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.reconcile.Engine;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.Teardown;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Shows what goes and what stays, asks, and takes a deployment down. */
@ApplicationScoped
public class DeleteMode {
  private final PurpleSettings settings;
  private final DesiredSource source;
  private final Engine engine;
  private final Terminal terminal;

  DeleteMode(PurpleSettings settings, DesiredSource source, Engine engine, Terminal terminal) {
    this.settings = settings;
    this.source = source;
    this.engine = engine;
    this.terminal = terminal;
  }

  int run() {
    boolean desired = settings.desired().paths().filter(paths -> !paths.isEmpty()).isPresent();
    if (desired && !source.load()) {
      return 1;
    }
    String name = settings.delete().name().orElseThrow();
    List<Declaration> declared = source.current();
    Optional<Declaration> itself =
        declared.stream().filter(each -> each.name().equals(name)).findFirst();
    try {
      int exit = 0;
      for (TargetSpec target : targets(itself, declared)) {
        exit = Math.max(exit, delete(name, target, itself, declared));
      }
      return exit;
    } catch (Sessions.Refused refused) {
      terminal.error("delete: " + refused.getMessage());
    } catch (SdkException unreadable) {
      terminal.error("delete: " + Failures.of(unreadable, "observe").sentence());
    }
    return 1;
  }

  /** Where its document says; else where the command line says; else wherever others are. */
  private List<TargetSpec> targets(Optional<Declaration> itself, List<Declaration> declared) {
    if (itself.isPresent()) {
      return List.of(itself.get().target());
    }
    if (declared.isEmpty() || settings.delete().region().isPresent()) {
      PurpleSettings.Delete options = settings.delete();
      return List.of(NamedTarget.of(options.region(), options.roleArn(), options.externalId()));
    }
    return declared.stream().map(each -> each.target().place()).distinct().toList();
  }

  private int delete(
      String name, TargetSpec target, Optional<Declaration> itself, List<Declaration> declared)
      throws Sessions.Refused {
    List<Declaration> others =
        declared.stream()
            .filter(each -> !each.name().equals(name))
            .filter(each -> each.target().place().equals(target.place()))
            .toList();
    var teardown = new Teardown(engine, target, name, others);
    Teardown.Outlook outlook = teardown.look();
    if (outlook.goes().isEmpty()) {
      terminal.print("Nothing of %s is left in %s.\n".formatted(name, target.key()));
      return 0;
    }
    terminal.print(TeardownText.of(name, target.key(), outlook, terminal.ansi()));
    itself.ifPresent(
        declaration ->
            terminal.error(
                "%s still declares %s: a running operator makes it again. Remove it there first."
                    .formatted(declaration.source(), name)));
    if (!settings.delete().confirmed() && !confirmed(name)) {
      return 1;
    }
    return new TeardownRun(teardown, terminal).within(settings.delete().timeout(), name);
  }

  private boolean confirmed(String name) {
    Optional<String> typed = terminal.ask("Type the name of the deployment to delete it: ");
    if (typed.isEmpty()) {
      terminal.error("Nothing is deleted: nobody can be asked here. Use --yes.");
      return false;
    }
    if (!typed.get().trim().equals(name)) {
      terminal.error("Nothing is deleted.");
      return false;
    }
    return true;
  }
}
