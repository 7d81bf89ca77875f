package io.purplemcp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no file of this project may hold, whatever its language. */
final class TrackedFilesTest {
  /** Folders that hold nothing that is ours. */
  private static final Set<String> SKIPPED =
      Set.of(".git", "target", "node_modules", ".idea", ".vscode", ".purple");

  /** Written in pieces, or this file would be its own finding. */
  private static final Pattern LEFT_OVER =
      Pattern.compile(
          "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|^(<{7}|>{7}|={7})( |$)",
          Pattern.MULTILINE);

  private static final Pattern SWITCHED_OFF_OR_SLEEPING =
      Pattern.compile("@Dis" + "abled|Thread\\.sl" + "eep|TimeUnit\\.\\w+\\.sl" + "eep");

  @Test
  void noFileHoldsALeftOverMarker() throws IOException {
    assertThat(findings(LEFT_OVER, "")).isEmpty();
  }

  @Test
  void noTestIsSwitchedOffAndNothingSleeps() throws IOException {
    assertThat(findings(SWITCHED_OFF_OR_SLEEPING, ".java")).isEmpty();
  }

  private static List<String> findings(Pattern pattern, String suffix) throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(suffix)) {
        pattern
            .matcher(text(file))
            .results()
            .forEach(match -> findings.add(file + ": " + match.group()));
      }
    }
    return findings;
  }

  /** The file's text; nothing where it is not text. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException binary) {
      return "";
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(files).contains(Path.of("pom.xml"));
    return files;
  }
}
