package io.purplemcp.operator.desired.loading;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.Optional;

/**
 * The operating system's word that something happened in some directories. Where it gives none
 * (network file systems, exhausted limits) it simply stays silent.
 */
final class FolderWatch implements AutoCloseable {
  private final Optional<WatchService> service = open();

  private static Optional<WatchService> open() {
    try {
      return Optional.of(FileSystems.getDefault().newWatchService());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Also watches these; those that cannot be watched are left to polling. */
  void add(Collection<Path> directories) {
    service.ifPresent(watch -> directories.forEach(each -> register(each, watch)));
  }

  private static void register(Path directory, WatchService watch) {
    try {
      directory.register(
          watch,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException | ClosedWatchServiceException e) {
      // Gone, forbidden or too many: the polling of the files' stamps sees what happens there.
      return;
    }
  }

  /** Whether anything happened since it was asked last; does not wait. */
  boolean drain() {
    boolean happened = false;
    if (service.isPresent()) {
      for (WatchKey key = service.get().poll(); key != null; key = service.get().poll()) {
        happened |= !key.pollEvents().isEmpty();
        key.reset();
      }
    }
    return happened;
  }

  @Override
  public void close() throws IOException {
    if (service.isPresent()) {
      service.get().close();
    }
  }
}
