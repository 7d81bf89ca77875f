package io.purplemcp.operator.desired.loading;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML 1.2's core schema: what plain text is a number, a boolean or nothing. SnakeYAML's own rules
 * are YAML 1.1's, in which {@code no} is false and {@code 0123} is 83; editors follow 1.2.
 */
final class CoreSchemaResolver extends Resolver {
  static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL");
  private static final Pattern BLANK = Pattern.compile("");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, TRUTH, "tTfF");
    addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, REAL, "-+.0123456789");
    addImplicitResolver(Tag.NULL, NOTHING, "~nN");
    addImplicitResolver(Tag.NULL, BLANK, null);
  }
}
