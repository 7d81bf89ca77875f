package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The files behind the paths of the desired state. A directory stands for all its {@code *.yaml}
 * and {@code *.yml} files and those of its subdirectories, sorted; names that begin with a dot are
 * left out (so Kubernetes' mounted {@code ..data} is read once). What cannot be listed or read is a
 * problem, never an absence.
 */
final class SourceFiles {
  /** In bytes; room for a thousand deployments. */
  static final int LARGEST_FILE = 1024 * 1024;

  private static final int DEEPEST_DIRECTORY = 16;
  private static final int MOST_FILES = 10_000;

  /** One file and its bytes. */
  record SourceFile(Path path, byte[] content) {}

  private final List<SourceFile> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private SourceFiles() {}

  /** Reads all files behind the paths. */
  static SourceFiles read(List<Path> paths) {
    SourceFiles sources = new SourceFiles();
    for (Path file : sources.listed(paths)) {
      sources.readFile(file);
    }
    return sources;
  }

  /** The files behind the paths, unread; those that cannot be listed are missing. */
  static List<Path> list(List<Path> paths) {
    return List.copyOf(new SourceFiles().listed(paths));
  }

  List<SourceFile> files() {
    return files;
  }

  List<Problem> problems() {
    return problems;
  }

  /** {@code sha256:…} over the names, the bytes and the problems. */
  String digest() {
    MessageDigest digest = sha256();
    for (SourceFile file : files) {
      digest.update(
          (file.path() + "\0" + file.content().length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(file.content());
    }
    problems.forEach(problem -> digest.update(problem.toString().getBytes(StandardCharsets.UTF_8)));
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private TreeSet<Path> listed(List<Path> paths) {
    TreeSet<Path> found = new TreeSet<>();
    for (Path path : paths) {
      Path normal = path.normalize();
      if (Files.isDirectory(normal)) {
        walk(normal, found);
      } else {
        found.add(normal);
      }
    }
    if (found.size() > MOST_FILES) {
      problems.add(
          Problem.ofFile(paths.get(0).toString(), "more than " + MOST_FILES + " YAML files"));
      found.clear();
    }
    return found;
  }

  private void walk(Path directory, TreeSet<Path> found) {
    try {
      Files.walkFileTree(
          directory,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          DEEPEST_DIRECTORY,
          new Collector(directory, found));
    } catch (IOException e) {
      problems.add(unreadable(directory, e));
    }
  }

  private void readFile(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        problems.add(Problem.ofFile(file.toString(), "not a regular file"));
        return;
      }
      byte[] content = firstBytes(file);
      if (content.length > LARGEST_FILE) {
        problems.add(
            Problem.ofFile(file.toString(), "larger than " + LARGEST_FILE + " bytes; split it"));
        return;
      }
      files.add(new SourceFile(file, content));
    } catch (IOException e) {
      problems.add(unreadable(file, e));
    }
  }

  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST_FILE + 1);
    }
  }

  private static Problem unreadable(Path path, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "does not exist"
            : e instanceof AccessDeniedException
                ? "may not be read (permission denied)"
                : e instanceof FileSystemLoopException
                    ? "is a link to a directory that contains it"
                    : "cannot be read: " + e.getMessage();
    return Problem.ofFile(path.toString(), why);
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final TreeSet<Path> found;

    Collector(Path root, TreeSet<Path> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(root) && isHidden(directory)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isDirectory()) {
        problems.add(
            Problem.ofFile(
                file.toString(), "lies deeper than " + DEEPEST_DIRECTORY + " directories"));
      } else if (!isHidden(file) && isYaml(file)) {
        found.add(file);
      }
      return found.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!isHidden(file)) {
        problems.add(unreadable(file, e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      if (e != null) {
        problems.add(unreadable(directory, e));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
