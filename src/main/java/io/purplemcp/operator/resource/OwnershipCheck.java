package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether an existing resource may be touched. It is ours when one of our two tags says so:
 * a single tag that was changed by hand is drift, only when both are missing is the resource
 * somebody else's. A foreign resource is taken over only where the spec says to adopt; its tags are
 * then what differs.
 */
public final class OwnershipCheck {
  private OwnershipCheck() {}

  /** Whether the live tags say that the resource is this deployment's. */
  public static boolean owned(Map<String, String> liveTags, Declaration owner) {
    return managed(liveTags) || owner.name().equals(liveTags.get(Ownership.DEPLOYMENT));
  }

  /**
   * Why this deployment must leave the resource alone; empty when it may manage it.
   *
   * @param arnOrId what AWS calls the resource
   */
  public static Optional<Finding> refusal(
      ResourceId resource,
      String arnOrId,
      Map<String, String> liveTags,
      Declaration owner,
      View view) {
    Optional<String> other =
        Optional.ofNullable(liveTags.get(Ownership.DEPLOYMENT))
            .filter(name -> !name.equals(owner.name()) && view.deployments().contains(name));
    if (other.isPresent()) {
      return Optional.of(
          Finding.blocked(
              Reason.NotOwned,
              resource,
              "%s (%s) belongs to %s, as its tag %s says; give one of the two another name"
                  .formatted(resource, arnOrId, other.get(), Ownership.DEPLOYMENT)));
    }
    boolean adopt = owner.policy().adoption() == PolicySpec.Adoption.Adopt;
    return adopt || owned(liveTags, owner)
        ? Optional.empty()
        : Optional.of(foreign(resource, arnOrId));
  }

  /** The same for a resource that several deployments share. */
  public static Optional<Finding> sharedRefusal(
      ResourceId resource, String arnOrId, Map<String, String> liveTags, boolean adopt) {
    return adopt || managed(liveTags) || liveTags.containsKey(Ownership.ROLE)
        ? Optional.empty()
        : Optional.of(foreign(resource, arnOrId));
  }

  private static boolean managed(Map<String, String> liveTags) {
    return Ownership.OPERATOR.equals(liveTags.get(Ownership.MANAGED_BY));
  }

  private static Finding foreign(ResourceId resource, String arnOrId) {
    return Finding.blocked(
        Reason.NotOwned,
        resource,
        "%s exists already (%s) and carries neither tag %s=%s nor %s; set policy.adoption: Adopt to take it over, or choose another name"
            .formatted(
                resource, arnOrId, Ownership.MANAGED_BY, Ownership.OPERATOR, Ownership.DEPLOYMENT));
  }
}
