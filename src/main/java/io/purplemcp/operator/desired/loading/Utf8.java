package io.purplemcp.operator.desired.loading;

import io.purplemcp.operator.desired.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text from bytes, strictly: what is not UTF-8 is not guessed at. */
final class Utf8 {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8() {}

  /** The text without a byte order mark. */
  static String decode(byte[] content) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Says where the bytes stop being UTF-8. */
  static Problem malformed(String file, byte[] content) {
    CharBuffer before = CharBuffer.allocate(content.length);
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), before, true);
    String read = before.flip().toString();
    int line = 1 + (int) read.chars().filter(each -> each == '\n').count();
    return new Problem(
        file,
        line,
        read.length() - read.lastIndexOf('\n'),
        "",
        Optional.empty(),
        "not UTF-8 text",
        Optional.empty());
  }
}
