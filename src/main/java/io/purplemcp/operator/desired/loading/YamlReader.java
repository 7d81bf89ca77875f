package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into documents with positions. Whatever it is given, it answers with documents or
 * problems: size, nesting and aliases are bounded.
 */
final class YamlReader {
  /** Environment variables are text: a number keeps its spelling (TD04). */
  static final String ENVIRONMENT = "/spec/server/environment";

  private static final int DEEPEST_NESTING = 30;
  private static final int MOST_ALIASES = 50;

  /** As many as the smallest useful ones fit into the largest file. */
  private static final int MOST_DOCUMENTS = 4000;

  /** What could be read of a file, and what could not. */
  record Contents(List<YamlDocument> documents, List<Problem> problems) {}

  Contents read(String file, String text) {
    Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
    StreamReader reader = new StreamReader(text);
    try {
      Composer composer = composer(reader);
      for (int read = 0; composer.checkNode(); read++) {
        if (read == MOST_DOCUMENTS) {
          contents.problems().add(tooMany(file, reader));
          return contents;
        }
        convert(file, composer.getNode(), contents);
      }
    } catch (MarkedYAMLException e) {
      contents.problems().add(syntax(file, e));
    } catch (ReaderException e) {
      contents.problems().add(unreadable(file, text, e));
    } catch (RuntimeException e) {
      // SnakeYAML's limits, and what its scanner throws at malformed escapes, carry no position.
      contents.problems().add(limit(file, reader, e));
    }
    return contents;
  }

  private static Composer composer(StreamReader reader) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST_NESTING);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setCodePointLimit(SourceFiles.LARGEST_FILE);
    return new Composer(new ParserImpl(reader, options), new CoreSchemaResolver(), options);
  }

  private static void convert(String file, Node root, Contents contents) {
    if (root.getTag().equals(Tag.NULL)) {
      return;
    }
    NodeConverter converter = new NodeConverter(file);
    Optional<YamlDocument> document = converter.convert(root);
    document.ifPresent(contents.documents()::add);
    contents.problems().addAll(converter.problems());
  }

  private static Problem syntax(String file, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return at(
        file,
        mark == null ? 0 : mark.getLine() + 1,
        mark == null ? 0 : mark.getColumn() + 1,
        "not readable as YAML: " + Found.clean(context + e.getProblem()));
  }

  private static Problem unreadable(String file, String text, ReaderException e) {
    String before = text.substring(0, offset(text, e.getPosition()));
    int line = 1 + (int) before.chars().filter(each -> each == '\n').count();
    return at(
        file,
        line,
        before.length() - before.lastIndexOf('\n'),
        String.format("character U+%04X is not allowed in YAML", e.getCodePoint()));
  }

  private static int offset(String text, int codePoints) {
    return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
  }

  private static Problem tooMany(String file, StreamReader reader) {
    return at(
        file, reader.getLine() + 1, 1, "more than " + MOST_DOCUMENTS + " documents; split it");
  }

  private static Problem limit(String file, StreamReader reader, RuntimeException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return at(
        file,
        reader.getLine() + 1,
        reader.getColumn() + 1,
        "not readable as YAML: " + Found.clean(message));
  }

  private static Problem at(String file, int line, int column, String message) {
    return new Problem(file, line, column, "", Optional.empty(), message, Optional.empty());
  }
}
