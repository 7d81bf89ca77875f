package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.AwsClients;

/** What a call has at hand: the target's clients and the ids that are known by now. */
public record Execution(AwsClients clients, References references) {
  /**
   * @throws ReferencePending when it is not known yet
   */
  public String reference(Reference reference) {
    return references.find(reference).orElseThrow(() -> new ReferencePending(reference));
  }

  /** Makes an id known to the calls that follow. */
  public void publish(Reference reference, String value) {
    references.put(reference, value);
  }
}
