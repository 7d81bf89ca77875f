package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.Written;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;

/** Whatever stands in a file, the answer is a desired state or problems with lines, and soon. */
final class HostileInputTest {
  /** Far more than any input takes; a hang takes for ever. */
  private static final Duration SOON = Duration.ofSeconds(60);

  @Property(tries = 300)
  void any_bytes_give_an_answer(@ForAll @Size(max = 400) byte[] bytes) {
    judge(new Written(bytes));
  }

  @Property(tries = 300)
  void any_text_of_yamls_own_characters_gives_an_answer(@ForAll("punctuation") String text) {
    judge(Written.of(text));
  }

  @Property(tries = 300)
  void a_valid_file_with_one_passage_overwritten_gives_an_answer(
      @ForAll @IntRange(max = 430) int position, @ForAll("punctuation") String noise) {
    int at = Math.min(position, Written.VALID.length());
    int end = Math.min(at + noise.length(), Written.VALID.length());
    judge(Written.of(Written.VALID.substring(0, at) + noise + Written.VALID.substring(end)));
  }

  @Property(tries = 500)
  void a_valid_file_with_any_value_replaced_by_one_of_another_type_gives_an_answer(
      @ForAll("lineOfValid") int line, @ForAll("value") String value) {
    String[] lines = Written.VALID.split("\n");
    int colon = lines[line].indexOf(':');
    lines[line] = lines[line].substring(0, colon + 1) + " " + value;
    judge(Written.of(String.join("\n", lines)));
  }

  @Property(tries = 50)
  void a_valid_file_without_any_one_of_its_lines_gives_an_answer(@ForAll("lineOfValid") int line) {
    String[] lines = Written.VALID.split("\n");
    lines[line] = "";
    judge(Written.of(String.join("\n", lines)));
  }

  @Property(tries = 30)
  void any_depth_of_nesting_gives_an_answer(
      @ForAll @IntRange(min = 1, max = 100_000) int depth, @ForAll("opening") String opening) {
    judge(Written.of("a: " + opening.repeat(depth)));
  }

  @Example
  void block_nesting_gives_a_problem() {
    StringBuilder text = new StringBuilder();
    for (int depth = 0; depth < 500; depth++) {
      text.append(" ".repeat(depth)).append("a:\n");
    }
    assertRejected(Written.of(text.toString()), "Nesting Depth exceeded");
  }

  @Example
  void aliases_that_explode_give_a_problem() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%1$d: &a%1$d [%2$s]\n".formatted(i, "*a%d, ".formatted(i - 1).repeat(5)));
    }
    assertRejected(Written.of(text.toString()), "more than 20000 values");
  }

  @Example
  void more_aliases_than_anybody_needs_give_a_problem() {
    String text = "a: &a [x]\nb: [" + "*a, ".repeat(1000) + "]";
    assertRejected(Written.of(text), "aliases");
  }

  @Example
  void an_alias_to_what_it_is_part_of_gives_a_problem() {
    assertRejected(Written.of("a: &a {b: *a}"), "must not point to something that it is part of");
    assertRejected(Written.of("&a [*a]"), "must not point to something that it is part of");
    assertRejected(Written.of("? &a [*a]\n: b"), "");
  }

  @Example
  void endless_scalars_keys_and_lists_give_problems() {
    assertRejected(Written.of("a: " + "x".repeat(500_000)), "longer than 4096 characters");
    assertRejected(Written.withSpec("image: " + "a/".repeat(2000) + "a"), "allowed: at most 512");
    assertRejected(Written.withSpec("image: " + "a.".repeat(2000) + "/"), "allowed: at most 512");
    assertRejected(Written.of("[" + "1,".repeat(200_000) + "]"), "more than 20000 values");
    assertRejected(Written.of("k".repeat(500_000) + ": 1"), "");
  }

  @Example
  void fifty_thousand_documents_give_a_problem() {
    assertRejected(Written.of("--- {}\n".repeat(50_000)), "more than 4000 documents");
  }

  @Example
  void what_is_not_text_gives_a_problem_with_its_line() {
    byte[] broken = (Written.VALID + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new Written(broken).problem()).isEqualTo(":16: not UTF-8 text");
    assertThat(new Written(Written.VALID.getBytes(StandardCharsets.UTF_16)).problem())
        .isEqualTo(":1: not UTF-8 text");
    assertThat(Written.of("a: b\nc: \u0000").problem())
        .isEqualTo(":2: character U+0000 is not allowed in YAML");
  }

  @Example
  void malformed_escapes_give_a_problem() {
    for (String escape : List.of("\\UFFFFFFFF", "\\xZZ", "\\u12", "\\q", "\\UD800DFFF")) {
      assertThat(Written.of("a: \"" + escape + "\"").problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> punctuation() {
    return Arbitraries.strings().withChars(":-?,[]{}#&*!|>'\"%@` \n\tax0~<=.\\").ofMaxLength(60);
  }

  @Provide
  Arbitrary<Integer> lineOfValid() {
    List<String> lines = Written.VALID.lines().toList();
    return Arbitraries.integers()
        .between(0, lines.size() - 1)
        .filter(line -> lines.get(line).contains(":"));
  }

  @Provide
  Arbitrary<String> value() {
    Arbitrary<String> scalar =
        Arbitraries.of(
            "",
            "~",
            "0",
            "-1",
            "1.5",
            "1e400",
            "true",
            "no",
            "text",
            "''",
            "[]",
            "{}",
            "!x y",
            "2026-01-01",
            "\"\\0\"",
            "|",
            "&a b",
            "*b",
            "0x",
            "..",
            "-",
            "🙂",
            "<<");
    return Arbitraries.lazyOf(
        () -> scalar,
        () -> scalar.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]"),
        () -> Combinators.combine(scalar, scalar).as((key, it) -> "{" + key + ": " + it + "}"));
  }

  @Provide
  Arbitrary<String> opening() {
    return Arbitraries.of("[", "{a: ", "[[", "- ", "? ", "{? ", "&a [", "!!seq [", "\"", "'");
  }

  private static void assertRejected(Written written, String words) {
    assertThat(judge(written)).isInstanceOf(LoadResult.Rejected.class);
    assertThat(written.lines()).anyMatch(line -> line.contains(words));
  }

  private static LoadResult judge(Written written) {
    LoadResult result = Assertions.assertTimeoutPreemptively(SOON, written::load);
    if (result instanceof LoadResult.Rejected rejected) {
      assertThat(rejected.problems()).isNotEmpty().allSatisfy(HostileInputTest::isUseful);
    }
    return result;
  }

  private static void isUseful(Problem problem) {
    assertThat(problem.line()).isPositive();
    assertThat(problem.message()).isNotBlank().doesNotContain("Exception", "null pointer");
    assertThat(Arrays.asList(problem.toString().split("\n"))).hasSize(1);
    assertThat(problem.toString().length()).isLessThan(1000);
  }
}
