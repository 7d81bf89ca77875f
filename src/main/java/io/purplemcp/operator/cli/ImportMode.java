package io.purplemcp.operator.cli;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.reconcile.PlanOnce;
import io.purplemcp.operator.reconcile.Session;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.resource.imports.Imported;
import io.purplemcp.operator.resource.imports.ServiceImport;
import io.purplemcp.operator.resource.imports.TaggedServices;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads services, writes their desired state, and says what is not in it. */
@ApplicationScoped
public class ImportMode {
  private static final int NOT_ALL = 2;

  private final PurpleSettings.Import settings;
  private final Sessions sessions;
  private final PlanOnce planner;
  private final Terminal terminal;

  ImportMode(PurpleSettings settings, Sessions sessions, PlanOnce planner, Terminal terminal) {
    this.settings = settings.imports();
    this.sessions = sessions;
    this.planner = planner;
    this.terminal = terminal;
  }

  int run() {
    try {
      TargetSpec target =
          NamedTarget.of(settings.region(), settings.roleArn(), settings.externalId());
      Session session = sessions.open(target);
      List<Imported> imported = read(session, target);
      if (imported.isEmpty()) {
        return 1;
      }
      ImportedYaml written = ImportedYaml.of(imported);
      write(written.text());
      List<String> missing = new ArrayList<>();
      imported.forEach(each -> missing.addAll(each.remarks()));
      missing.addAll(new ImportProof(planner).of(target, written));
      return report(imported.size(), missing);
    } catch (Sessions.Refused refused) {
      terminal.error("import: " + refused.getMessage());
    } catch (SdkException unreadable) {
      terminal.error("import: " + Failures.of(unreadable, "import").sentence());
    } catch (IOException unwritable) {
      terminal.error("import: cannot write " + unwritable.getMessage());
    }
    return 1;
  }

  private List<Imported> read(Session session, TargetSpec target) {
    var reading = new ServiceImport(session.clients(), target, session.accountId());
    List<TaggedServices.Key> keys =
        settings
            .tag()
            .map(tag -> TaggedServices.with(session.clients().tagging(), tag))
            .orElseGet(
                () ->
                    List.of(
                        new TaggedServices.Key(
                            settings.cluster().orElseThrow(), settings.service().orElseThrow())));
    if (keys.isEmpty()) {
      terminal.error(
          "import: no ECS service in %s of account %s carries the tag %s"
              .formatted(target.region(), session.accountId(), settings.tag().orElseThrow()));
    }
    List<Imported> imported = new ArrayList<>();
    for (TaggedServices.Key key : keys) {
      reading
          .read(key.cluster(), key.service(), settings.name())
          .ifPresentOrElse(
              imported::add,
              () ->
                  terminal.error(
                      "import: there is no service %s in cluster %s, region %s of account %s"
                          .formatted(
                              key.service(), key.cluster(), target.region(), session.accountId())));
    }
    return imported;
  }

  /** What somebody has written is not written over. */
  private void write(String text) throws IOException {
    Optional<Path> file = settings.output();
    if (file.isEmpty()) {
      terminal.print(text);
      return;
    }
    Files.writeString(file.get(), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    terminal.error("Written to " + file.get());
  }

  private int report(int services, List<String> missing) {
    if (missing.isEmpty()) {
      terminal.error(
          "Proved: the plan of %d deployment(s) touches nothing but tags.".formatted(services));
      return 0;
    }
    terminal.error("Not in it, or not as it is:");
    missing.forEach(line -> terminal.error("  - " + line));
    return NOT_ALL;
  }
}
