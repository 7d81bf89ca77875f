package io.purplemcp.operator.sandbox.wire;

/** A request that cannot be read as what its operation takes. */
final class Malformed extends RuntimeException {
  Malformed(String message) {
    super(message);
  }
}
