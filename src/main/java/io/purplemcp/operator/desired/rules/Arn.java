package io.purplemcp.operator.desired.rules;

/** The parts of an ARN that say where something is; the schema has checked the form. */
record Arn(String region, String account) {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int PARTS = 6;

  static Arn parse(String text) {
    String[] parts = text.split(":", PARTS);
    return new Arn(parts[REGION], parts[ACCOUNT]);
  }
}
