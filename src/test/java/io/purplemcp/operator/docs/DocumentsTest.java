package io.purplemcp.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents claim, held against the code. */
final class DocumentsTest {
  private static final Path OPERATIONS = MarkdownTable.SITE.resolve("operations.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> site = Files.list(MarkdownTable.SITE)) {
      return Stream.concat(Stream.of(Path.of("README.md")), site.toList().stream());
    }
  }

  @Test
  void everyReasonIsDocumentedInItsOwnWords() throws IOException {
    Map<String, String> reasons =
        Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::name, Reason::sentence));

    assertThat(firstCells("reason")).isEqualTo(reasons);
  }

  @Test
  void everySettingIsDocumentedWithItsVariableAndDefault() throws IOException {
    Map<String, List<String>> documented = MarkdownTable.read(OPERATIONS, "setting");

    assertThat(documented.keySet())
        .filteredOn(name -> name.startsWith("purple."))
        .containsExactlyInAnyOrderElementsOf(Settings.ofUsers().keySet());
    Settings.ofUsers()
        .forEach(
            (name, byDefault) ->
                assertThat(documented.get(name).get(1)).as(name).contains(byDefault));
    documented.forEach(
        (name, cells) ->
            assertThat(cells.get(0))
                .isEqualTo("`" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + "`"));
  }

  @Test
  void everyEventIsDocumentedWithItsLevel() throws IOException {
    Map<String, String> levels =
        Arrays.stream(EventType.values())
            .collect(Collectors.toMap(EventType::text, event -> event.level().name()));

    assertThat(firstCells("event")).isEqualTo(levels);
  }

  @Test
  void everyTagIsDocumented() throws IOException {
    assertThat(MarkdownTable.read(MarkdownTable.SITE.resolve("architecture.md"), "tag").keySet())
        .containsExactlyInAnyOrder(
            Ownership.MANAGED_BY,
            Ownership.DEPLOYMENT,
            Ownership.DELETION,
            Ownership.SECRET,
            Ownership.ROLE,
            Ownership.TOKEN_VERSIONS,
            Ownership.CREATED,
            Ownership.LABELS,
            Ownership.SPEC_HASH,
            Ownership.PRIORITY,
            Ownership.SECRET_VERSION,
            Ownership.IMAGE_DIGEST);
  }

  @Test
  void whatASandboxAccountHoldsIsDocumentedWithItsIds() throws IOException {
    List<String> ids =
        MarkdownTable.read(MarkdownTable.SITE.resolve("sandbox.md"), "what").values().stream()
            .map(cells -> cells.get(0).replace("`", ""))
            .toList();

    assertThat(ids)
        .containsExactlyInAnyOrder(
            SandboxAccountIds.VPC,
            SandboxAccountIds.INTERNET_GATEWAY,
            SandboxAccountIds.NAT_GATEWAY,
            SandboxAccountIds.DEFAULT_SECURITY_GROUP,
            SandboxAccountIds.PUBLIC_SUBNET_A,
            SandboxAccountIds.PUBLIC_SUBNET_B,
            SandboxAccountIds.PRIVATE_SUBNET_A,
            SandboxAccountIds.PRIVATE_SUBNET_B,
            SandboxAccountIds.CERTIFICATE_ARN,
            SandboxAccountIds.SECRET_NAME,
            SandboxAccountIds.WEB_ACL_ARN);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkToAFileLeadsSomewhere(Path document) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(document))
            .results()
            .map(match -> match.group(1))
            .filter(target -> !target.startsWith("http"))
            .toList();

    assertThat(targets).allMatch(target -> Files.exists(document.resolveSibling(target)));
  }

  private static Map<String, String> firstCells(String header) throws IOException {
    return MarkdownTable.read(OPERATIONS, header).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue().get(0)));
  }
}
