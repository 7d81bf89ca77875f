package io.purplemcp.operator.sandbox.wire;

/** Well-formed XML, written element by element. */
final class XmlText {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

  XmlText open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  XmlText open(String name, String namespace) {
    text.append('<').append(name).append(" xmlns=\"");
    escape(namespace);
    text.append("\">");
    return this;
  }

  XmlText close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  XmlText leaf(String name, String value) {
    open(name);
    escape(value);
    return close(name);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#xD;");
        default -> text.append(isXml(c) ? c : '\uFFFD');
      }
    }
  }

  /** XML 1.0 cannot carry most control characters at all. */
  private static boolean isXml(char c) {
    return c >= ' ' || c == '\t' || c == '\n';
  }
}
