package io.purplemcp.operator.desired.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notices that the desired state's files were edited. Asked every second or so, it answers without
 * waiting: the operating system's events and the files' stamps tell it when to look, and the
 * contents decide, so that touching a file or writing the same again is no change.
 *
 * <p>Copes with editors that replace files, with Kubernetes' swapped links and with directories
 * that come later. It has no thread of its own.
 */
public final class DesiredStateWatcher implements AutoCloseable {
  private final List<Path> paths;
  private final FolderWatch folders = new FolderWatch();
  private Map<Path, Stamp> stamps;
  private String digest;
  private boolean closed;

  /** What changes with a file, mostly; the key is the inode's, which a replacement changes. */
  private record Stamp(long size, FileTime modified, Object key) {
    static final Stamp ABSENT = new Stamp(-1, FileTime.fromMillis(0), "");

    static Stamp of(Path file) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            attributes.size(),
            attributes.lastModifiedTime(),
            Objects.requireNonNullElse(attributes.fileKey(), ""));
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }

  /** Takes what stands there now as known. */
  public DesiredStateWatcher(List<Path> paths) {
    this.paths = List.copyOf(paths);
    folders.add(directories());
    stamps = stamps();
    digest = SourceFiles.read(this.paths).digest();
  }

  /**
   * Whether anything was edited since the last time this was true, or since the beginning. Does not
   * wait; after {@link #close} always false.
   */
  public synchronized boolean poll() {
    if (closed) {
      return false;
    }
    boolean told = folders.drain();
    Map<Path, Stamp> seen = stamps();
    if (!told && seen.equals(stamps)) {
      return false;
    }
    folders.add(directories());
    stamps = seen;
    String read = SourceFiles.read(paths).digest();
    boolean changed = !read.equals(digest);
    digest = read;
    return changed;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    folders.close();
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> result = new TreeMap<>();
    SourceFiles.list(paths).forEach(file -> result.put(file, Stamp.of(file)));
    return result;
  }

  /** Where files are, and where those may appear that are not there yet. */
  private Set<Path> directories() {
    Set<Path> result = new HashSet<>();
    for (Path path : paths) {
      result.add(nearestDirectory(path.toAbsolutePath()));
    }
    SourceFiles.list(paths).forEach(file -> result.add(nearestDirectory(file.toAbsolutePath())));
    return result;
  }

  private static Path nearestDirectory(Path path) {
    Path at = path;
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
