package io.purplemcp.operator.sandbox.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.BinaryUtils;

/** Values without members, to and from the text of the query protocols. */
final class Scalars {
  private static final int MILLIS_DIGITS = 3;

  private Scalars() {}

  static String text(SdkField<?> field, Object value, Format timestamps) {
    if (value instanceof Instant instant) {
      return time(instant, format(field, timestamps));
    }
    if (value instanceof SdkBytes bytes) {
      return BinaryUtils.toBase64(bytes.asByteArray());
    }
    return value.toString();
  }

  /**
   * @throws Malformed when the text is none of the field's type
   */
  static Object parse(SdkField<?> field, String text) {
    MarshallingType<?> type = field.marshallingType();
    try {
      if (type == MarshallingType.STRING) {
        return text;
      } else if (type == MarshallingType.INTEGER) {
        return Integer.valueOf(text);
      } else if (type == MarshallingType.LONG) {
        return Long.valueOf(text);
      } else if (type == MarshallingType.BOOLEAN) {
        return bool(text);
      } else if (type == MarshallingType.INSTANT) {
        return instant(text, format(field, Format.ISO_8601));
      } else if (type == MarshallingType.SDK_BYTES) {
        return SdkBytes.fromByteArray(BinaryUtils.fromBase64(text));
      }
      return fraction(type, text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Malformed("Value '" + text + "' is not valid for " + field.memberName());
    }
  }

  static Format format(SdkField<?> field, Format otherwise) {
    return field
        .getOptionalTrait(TimestampFormatTrait.class)
        .map(TimestampFormatTrait::format)
        .orElse(otherwise);
  }

  static Instant epochSeconds(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(MILLIS_DIGITS).longValue());
  }

  static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS);
  }

  static Instant instant(String text, Format format) {
    return switch (format) {
      case UNIX_TIMESTAMP -> epochSeconds(new BigDecimal(text));
      case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
      case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      case ISO_8601 -> iso(text);
    };
  }

  private static String time(Instant instant, Format format) {
    return switch (format) {
      case UNIX_TIMESTAMP -> epochSeconds(instant).toPlainString();
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
      case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
      case ISO_8601 -> Instant.ofEpochMilli(instant.toEpochMilli()).toString();
    };
  }

  private static Instant iso(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC))
        .toInstant();
  }

  private static Boolean bool(String text) {
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return Boolean.TRUE;
    }
    if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return Boolean.FALSE;
    }
    throw new IllegalArgumentException(text);
  }

  private static Object fraction(MarshallingType<?> type, String text) {
    if (type == MarshallingType.DOUBLE) {
      return Double.valueOf(text);
    } else if (type == MarshallingType.FLOAT) {
      return Float.valueOf(text);
    } else if (type == MarshallingType.BIG_DECIMAL) {
      return new BigDecimal(text);
    } else if (type == MarshallingType.SHORT) {
      return Short.valueOf(text);
    } else if (type == MarshallingType.BYTE) {
      return Byte.valueOf(text);
    }
    throw new IllegalArgumentException("No text form of " + type);
  }
}
