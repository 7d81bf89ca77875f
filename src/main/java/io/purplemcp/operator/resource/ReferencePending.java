package io.purplemcp.operator.resource;

/**
 * A call needs an id that no earlier change has brought yet; the change is tried again in a later
 * pass.
 */
public final class ReferencePending extends RuntimeException {
  private final Reference reference;

  public ReferencePending(Reference reference) {
    super("not known yet: " + reference, null, false, false);
    this.reference = reference;
  }

  public Reference reference() {
    return reference;
  }
}
