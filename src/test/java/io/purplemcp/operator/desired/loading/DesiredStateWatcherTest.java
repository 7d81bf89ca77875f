package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No test waits for the operating system's events: the files' stamps alone must be enough. */
final class DesiredStateWatcherTest {
  @TempDir Path directory;

  @Test
  void nothing_has_changed_where_nothing_was_edited() throws IOException {
    write("a.yaml", "a");
    try (var watcher = watching(directory)) {
      assertThat(watcher.poll()).isFalse();
      assertThat(watcher.poll()).isFalse();
    }
  }

  @Test
  void an_edit_is_told_once() throws IOException {
    write("a.yaml", "a");
    try (var watcher = watching(directory)) {
      write("a.yaml", "ab");

      assertThat(watcher.poll()).isTrue();
      assertThat(watcher.poll()).isFalse();
    }
  }

  @Test
  void touching_a_file_or_writing_the_same_again_is_no_edit() throws IOException {
    Path file = write("a.yaml", "a");
    try (var watcher = watching(directory)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      assertThat(watcher.poll()).isFalse();
      write("a.yaml", "a");
      assertThat(watcher.poll()).isFalse();
    }
  }

  @Test
  void a_file_that_an_editor_replaces_by_renaming_is_an_edit() throws IOException {
    Path file = write("a.yaml", "a");
    try (var watcher = watching(file)) {
      Path draft = write("a.yaml~", "b");
      Files.setLastModifiedTime(draft, Files.getLastModifiedTime(file));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);

      assertThat(watcher.poll()).isTrue();
    }
  }

  @Test
  void files_that_come_and_go_are_edits_and_others_beside_them_are_not() throws IOException {
    write("a.yaml", "a");
    try (var watcher = watching(directory)) {
      Path more = write("sub/b.yml", "b");
      assertThat(watcher.poll()).isTrue();
      Files.delete(more);
      assertThat(watcher.poll()).isTrue();
      write("notes.txt", "n");
      write(".a.yaml.swp", "s");
      assertThat(watcher.poll()).isFalse();
    }
  }

  @Test
  void a_swapped_link_of_a_mounted_config_map_is_an_edit() throws IOException {
    write("..1/a.yaml", "a");
    write("..2/a.yaml", "b");
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data/a.yaml"));
    try (var watcher = watching(directory)) {
      Files.createSymbolicLink(directory.resolve("..tmp"), Path.of("..2"));
      Files.move(
          directory.resolve("..tmp"),
          directory.resolve("..data"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);

      assertThat(watcher.poll()).isTrue();
    }
  }

  @Test
  void a_directory_that_appears_later_is_an_edit_and_so_is_its_end() throws IOException {
    try (var watcher = watching(directory.resolve("later/site"))) {
      assertThat(watcher.poll()).isFalse();
      Path file = write("later/site/a.yaml", "a");
      assertThat(watcher.poll()).isTrue();
      write("later/site/a.yaml", "b");
      assertThat(watcher.poll()).isTrue();
      Files.delete(file);
      assertThat(watcher.poll()).isTrue();
      Files.delete(file.getParent());
      assertThat(watcher.poll()).isTrue();
    }
  }

  @Test
  void a_closed_watcher_tells_nothing() throws IOException {
    write("a.yaml", "a");
    var watcher = watching(directory);
    watcher.close();
    write("a.yaml", "ab");

    assertThat(watcher.poll()).isFalse();
  }

  private DesiredStateWatcher watching(Path path) {
    return new DesiredStateWatcher(List.of(path));
  }

  private Path write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
