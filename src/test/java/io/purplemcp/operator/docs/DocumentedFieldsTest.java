package io.purplemcp.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference of the desired state, held against the model. */
final class DocumentedFieldsTest {
  private static final Path DOCUMENT = MarkdownTable.SITE.resolve("desired-state.md");
  private static final String BEGIN = "<!-- fields: begin -->";
  private static final String GATEWAY_BEGIN = "<!-- gateway fields: begin -->";
  private static final String GATEWAY_END = "<!-- gateway fields: end -->";
  private static final String END = "<!-- fields: end -->";

  /** Writes the table instead of comparing it: {@code -Dpurple.docs.write=true}. */
  private static final boolean WRITE = Boolean.getBoolean("purple.docs.write");

  @Test
  void everyFieldIsDocumentedWithItsDefaultAndItsMeaning() throws IOException {
    assertDocumented(BEGIN, END, FieldTable.lines());
  }

  @Test
  void everyFieldOfAGatewayIsDocumented() throws IOException {
    assertDocumented(GATEWAY_BEGIN, GATEWAY_END, FieldTable.gatewayLines());
  }

  private static void assertDocumented(String from, String to, List<String> expected)
      throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    int begin = lines.indexOf(from) + 1;
    int end = lines.indexOf(to);
    if (WRITE) {
      List<String> written = new ArrayList<>(lines.subList(0, begin));
      written.addAll(expected);
      written.addAll(lines.subList(end, lines.size()));
      Files.write(DOCUMENT, written);
      return;
    }

    assertThat(lines.subList(begin, end))
        .as("run ./mvnw test -Dtest=DocumentedFieldsTest -Dpurple.docs.write=true")
        .isEqualTo(expected);
  }
}
