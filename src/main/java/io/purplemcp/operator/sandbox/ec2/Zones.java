package io.purplemcp.operator.sandbox.ec2;

import java.util.List;

/** The availability zones of a region: three, as most regions have. */
final class Zones {
  private static final List<String> LETTERS = List.of("a", "b", "c");

  private Zones() {}

  static List<String> of(String region) {
    return LETTERS.stream().map(letter -> region + letter).toList();
  }

  /** {@code us-east-1a} is {@code use1-az1}. */
  static String id(String zone) {
    String region = zone.substring(0, zone.length() - 1);
    String[] parts = region.split("-");
    StringBuilder id = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      id.append(shortened(parts[i]));
    }
    return id + "-az" + (1 + LETTERS.indexOf(zone.substring(zone.length() - 1)));
  }

  private static String shortened(String part) {
    return switch (part) {
      case "northeast" -> "ne";
      case "northwest" -> "nw";
      case "southeast" -> "se";
      case "southwest" -> "sw";
      default -> part.substring(0, 1);
    };
  }
}
