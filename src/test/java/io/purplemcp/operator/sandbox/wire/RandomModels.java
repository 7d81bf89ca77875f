package io.purplemcp.operator.sandbox.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The SDK's model classes with every member filled at random. No structure is empty: the query
 * protocols cannot say that.
 */
final class RandomModels {
  private static final int DEPTH = 4;
  private static final int LONGEST = 3;
  private static final String LETTERS = "abcXYZ019-_.:/ <>&\"'%+=äß€\u4e2d\n#{}";

  private final Random random;
  private final Map<MarshallingType<?>, Function<Random, Object>> scalars =
      Map.ofEntries(
          Map.entry(MarshallingType.STRING, r -> text()),
          Map.entry(MarshallingType.INTEGER, Random::nextInt),
          Map.entry(MarshallingType.LONG, Random::nextLong),
          Map.entry(MarshallingType.SHORT, r -> (short) r.nextInt()),
          Map.entry(MarshallingType.BYTE, r -> (byte) r.nextInt()),
          Map.entry(MarshallingType.BOOLEAN, Random::nextBoolean),
          Map.entry(MarshallingType.DOUBLE, Random::nextGaussian),
          Map.entry(MarshallingType.FLOAT, Random::nextFloat),
          Map.entry(MarshallingType.BIG_DECIMAL, r -> BigDecimal.valueOf(r.nextInt(), 2)),
          Map.entry(MarshallingType.INSTANT, r -> instant()),
          Map.entry(MarshallingType.SDK_BYTES, r -> SdkBytes.fromUtf8String(text())),
          Map.entry(MarshallingType.DOCUMENT, r -> document()));

  RandomModels(long seed) {
    this.random = new Random(seed);
  }

  SdkPojo fill(SdkPojo builder) {
    return structure(builder, DEPTH).orElseGet(() -> Fields.build(builder));
  }

  /** Empty where nothing could be put into it. */
  private Optional<SdkPojo> structure(SdkPojo builder, int depth) {
    boolean filled = false;
    for (SdkField<?> field : builder.sdkFields()) {
      Optional<Object> value = value(field, depth);
      value.ifPresent(v -> field.set(builder, v));
      filled |= value.isPresent();
    }
    return filled ? Optional.of(Fields.build(builder)) : Optional.empty();
  }

  private Optional<Object> value(SdkField<?> field, int depth) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return depth == 0
          ? Optional.empty()
          : structure(field.constructor().get(), depth - 1).map(Object.class::cast);
    } else if (type == MarshallingType.LIST) {
      return list(field.getTrait(ListTrait.class).memberFieldInfo(), depth);
    } else if (type == MarshallingType.MAP) {
      return map(field.getTrait(MapTrait.class).valueFieldInfo(), depth);
    }
    return Optional.of(scalars.get(type).apply(random));
  }

  private Optional<Object> list(SdkField<?> member, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(LONGEST); i++) {
      value(member, depth).ifPresent(list::add);
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private Optional<Object> map(SdkField<?> member, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(LONGEST); i++) {
      value(member, depth).ifPresent(value -> map.put(text(), value));
    }
    return map.isEmpty() ? Optional.empty() : Optional.of(map);
  }

  private Document document() {
    return Document.fromMap(
        Map.of(
            "text", Document.fromString(text()),
            "number", Document.fromNumber(random.nextInt()),
            "list", Document.fromList(List.of(Document.fromBoolean(random.nextBoolean())))));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
  }

  /** Begins and ends with a letter: what surrounds a text is not ours to keep. */
  private String text() {
    StringBuilder text = new StringBuilder("a");
    for (int i = 0; i < random.nextInt(12); i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.append('z').toString();
  }
}
