package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our tags on a resource: the only memory that the operator keeps.
 *
 * @param deployment the deployment or gateway that it was made for; empty on what several share
 * @param deletion what becomes of it when its deployment leaves the desired state
 * @param secret the name or ARN of the console secret of its deployment, by which a renamed
 *     deployment is recognised
 */
public record Ownership(
    Optional<String> deployment, PolicySpec.Deletion deletion, Optional<String> secret) {
  public static final String PREFIX = "purplemcp.io/";
  public static final String MANAGED_BY = PREFIX + "managed-by";
  public static final String OPERATOR = "purple-mcp-operator";
  public static final String DEPLOYMENT = PREFIX + "deployment";
  public static final String DELETION = PREFIX + "deletion";
  public static final String SECRET = PREFIX + "secret";
  public static final String ROLE = PREFIX + "role";

  /** Of a web ACL: which versions of the secret its tokens are of. */
  public static final String TOKEN_VERSIONS = PREFIX + "token-versions";

  /** When a web ACL was made, as an instant of ISO 8601. */
  public static final String CREATED = PREFIX + "created";

  public static final String LABELS = PREFIX + "labels";
  public static final String SPEC_HASH = PREFIX + "spec-hash";
  public static final String PRIORITY = PREFIX + "priority";

  /** On a task definition: the version of the console secret that its tasks were started with. */
  public static final String SECRET_VERSION = PREFIX + "secret-version";

  /** On a task definition: the digest for which it was registered when the image's tag moved. */
  public static final String IMAGE_DIGEST = PREFIX + "image-digest";

  /** What AWS takes as the longest tag value. */
  private static final int LONGEST_TAG_VALUE = 256;

  /**
   * The tags of a resource that belongs to one deployment or gateway.
   *
   * @param role what the resource is to its owner: {@code load-balancer-security-group}
   */
  public static Map<String, String> tags(Declaration owner, String role) {
    Map<String, String> labels = owner.metadata().labels();
    var tags = new TreeMap<>(labels);
    tags.put(MANAGED_BY, OPERATOR);
    tags.put(DEPLOYMENT, owner.name());
    tags.put(DELETION, owner.policy().deletion().name());
    if (owner instanceof PurpleMcpDeployment deployment) {
      tags.put(SECRET, shortened(deployment.spec().console().secretId()));
    }
    tags.put(ROLE, role);
    if (!labels.isEmpty()) {
      tags.put(LABELS, String.join(" ", new TreeMap<>(labels).keySet()));
    }
    return tags;
  }

  /** The tags of a resource that several deployments share: a cluster, a log group. */
  public static Map<String, String> sharedTags(PolicySpec.Deletion deletion, String role) {
    return new TreeMap<>(Map.of(MANAGED_BY, OPERATOR, DELETION, deletion.name(), ROLE, role));
  }

  /** What the tags of a live resource say; empty where it is not ours. */
  public static Optional<Ownership> of(Map<String, String> tags) {
    if (!OPERATOR.equals(tags.get(MANAGED_BY)) && !tags.containsKey(DEPLOYMENT)) {
      return Optional.empty();
    }
    return Optional.of(
        new Ownership(
            Optional.ofNullable(tags.get(DEPLOYMENT)),
            PolicySpec.Deletion.Delete.name().equals(tags.get(DELETION))
                ? PolicySpec.Deletion.Delete
                : PolicySpec.Deletion.Retain,
            Optional.ofNullable(tags.get(SECRET))));
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_TAG_VALUE ? value : value.substring(0, LONGEST_TAG_VALUE);
  }
}
