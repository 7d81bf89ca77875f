package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.purplemcp.operator.desired.DesiredState;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesiredStateLoaderTest {
  @TempDir Path directory;

  @Test
  void a_file_may_hold_many_documents() throws IOException {
    write("sites.yaml", named("one") + "---\n" + named("two") + "---\n---\n" + named("three"));

    assertThat(state(directory.resolve("sites.yaml")).deployments())
        .extracting(PurpleMcpDeployment::name)
        .containsExactly("one", "two", "three");
  }

  @Test
  void a_directory_stands_for_its_yaml_files_and_those_below_in_order() throws IOException {
    write("b.yaml", named("b"));
    write("a.yml", named("a"));
    write("emea/c.YAML", named("c"));
    write("README.md", "not: [yaml");

    DesiredState state = state(directory);

    assertThat(state.deployments())
        .extracting(PurpleMcpDeployment::name)
        .containsExactly("a", "b", "c");
    assertThat(state.sources()).hasSize(3).isSorted();
  }

  @Test
  void hidden_files_and_directories_are_left_out() throws IOException {
    write("a.yaml", named("a"));
    write(".a.yaml.swp", "}{");
    write(".hidden.yaml", "}{");
    write(".git/config.yaml", "}{");

    assertThat(state(directory).deployments()).hasSize(1);
  }

  @Test
  void a_mounted_config_map_is_read_once() throws IOException {
    write("..2026_01_01/site.yaml", named("site"));
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01_01"));
    Files.createSymbolicLink(directory.resolve("site.yaml"), Path.of("..data/site.yaml"));

    assertThat(state(directory).deployments()).hasSize(1);
  }

  @Test
  void a_file_that_is_given_twice_is_read_once() throws IOException {
    Path file = write("a.yaml", named("a"));

    assertThat(state(directory, file, directory.resolve("./a.yaml")).deployments()).hasSize(1);
  }

  @Test
  void a_document_knows_where_it_begins() throws IOException {
    Path file = write("sites.yaml", named("one") + "---\n" + named("two"));

    assertThat(state(file).deployments())
        .extracting(each -> each.source().line())
        .containsExactly(1, (int) named("one").lines().count() + 2);
  }

  @Test
  void X07_a_path_that_is_missing_is_a_problem_beside_one_that_is_fine() throws IOException {
    write("a.yaml", named("a"));

    assertThat(problems(directory, directory.resolve("gone")))
        .singleElement()
        .hasToString(directory.resolve("gone") + ": does not exist");
  }

  @Test
  void X07_a_file_that_may_not_be_read_makes_the_whole_directory_rejected() throws IOException {
    write("a.yaml", named("a"));
    Files.createSymbolicLink(directory.resolve("b.yaml"), Path.of("nowhere.yaml"));

    assertThat(problems(directory))
        .singleElement()
        .hasToString(directory.resolve("b.yaml") + ": does not exist");
  }

  @Test
  void X07_a_directory_that_may_not_be_listed_is_a_problem() throws IOException {
    write("a.yaml", named("a"));
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assumeThat(locked.toFile().setReadable(false) && !Files.isReadable(locked)).isTrue();

    assertThat(problems(directory))
        .singleElement()
        .hasToString(locked + ": may not be read (permission denied)");
  }

  @Test
  void a_directory_that_contains_itself_is_a_problem_and_no_endless_walk() throws IOException {
    write("a.yaml", named("a"));
    Files.createSymbolicLink(directory.resolve("again"), directory);

    assertThat(problems(directory))
        .singleElement()
        .hasToString(directory.resolve("again") + ": is a link to a directory that contains it");
  }

  @Test
  void X05_a_source_without_a_deployment_is_loaded_and_says_that_it_is_empty() throws IOException {
    write("a.yaml", "# nothing yet\n---\n");

    assertThat(state(directory).isEmpty()).isTrue();
  }

  @Test
  void X05_no_path_at_all_is_a_problem() {
    assertThat(problems()).singleElement().asString().contains("no path of desired state");
  }

  @Test
  void the_problems_of_all_files_are_told_at_once_in_the_order_of_their_lines() throws IOException {
    write("a.yaml", named("A") + "---\n" + named("B"));
    write("b.yaml", "{");
    write("c.yaml", named("c").replace("us-east-1", "mars"));

    assertThat(problems(directory))
        .extracting(problem -> Path.of(problem.file()).getFileName() + ":" + problem.line())
        .containsExactly("a.yaml:4", "a.yaml:17", "b.yaml:1", "c.yaml:7");
  }

  @Test
  void a_file_larger_than_the_limit_is_rejected_before_it_is_parsed() throws IOException {
    byte[] fifty = new byte[50 * 1024 * 1024];
    java.util.Arrays.fill(fifty, (byte) '[');
    Path file = Files.write(directory.resolve("big.yaml"), fifty);

    assertThat(problems(file)).singleElement().asString().contains("larger than 1048576 bytes");
  }

  @Test
  void what_is_not_a_file_is_not_read() {
    assertThat(problems(Path.of("/dev/zero")))
        .singleElement()
        .hasToString("/dev/zero: not a regular file");
  }

  @Test
  void the_digest_follows_the_content_and_nothing_else() throws IOException {
    Path file = write("a.yaml", named("a"));
    String first = state(directory).digest();
    write("b.yaml", named("b"));
    String second = state(directory).digest();
    Files.delete(directory.resolve("b.yaml"));
    Files.write(file, Files.readAllBytes(file));

    assertThat(first).startsWith("sha256:").isNotEqualTo(second);
    assertThat(state(directory).digest()).isEqualTo(first);
  }

  private static String named(String name) {
    return Written.PLAIN.replace("name: acme", "name: " + name);
  }

  private Path write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static DesiredState state(Path... paths) {
    LoadResult result = new DesiredStateLoader().load(List.of(paths));
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).state();
  }

  private static List<Problem> problems(Path... paths) {
    LoadResult result = new DesiredStateLoader().load(List.of(paths));
    assertThat(result).isInstanceOf(LoadResult.Rejected.class);
    return ((LoadResult.Rejected) result).problems();
  }
}
