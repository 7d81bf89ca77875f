package io.purplemcp.operator.resource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a room concludes about one deployment: pure data, computed from the snapshot.
 *
 * @param changes what has to be done
 * @param findings what else there is to say
 * @param references the ids that are known from the snapshot
 * @param claimed the ARNs or ids of what belongs to the deployment, so that it is not taken for an
 *     orphan
 * @param desired the desired value of every field that was compared, by resource and path
 * @param convergedSpec the hash of the spec that was last converged to, where this kind keeps it
 */
public record Assessment(
    List<Change> changes,
    List<Finding> findings,
    Map<Reference, String> references,
    Set<String> claimed,
    Map<ResourceId, Map<String, String>> desired,
    Optional<String> convergedSpec) {

  public static final Assessment NOTHING = new Builder().build();

  public static Builder builder() {
    return new Builder();
  }

  /** Collects an assessment. */
  public static final class Builder {
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Reference, String> references = new EnumMap<>(Reference.class);
    private final Set<String> claimed = new LinkedHashSet<>();
    private final Map<ResourceId, Map<String, String>> desired = new LinkedHashMap<>();
    private Optional<String> convergedSpec = Optional.empty();

    public Builder change(Change change) {
      changes.add(change);
      return this;
    }

    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    public Builder reference(Reference reference, String value) {
      references.put(reference, value);
      return this;
    }

    public Builder claim(String arnOrId) {
      claimed.add(arnOrId);
      return this;
    }

    /** Remembers the desired form, so that a later difference can be told config from drift. */
    public Builder compared(ResourceId resource, Comparison comparison) {
      var fields = new HashMap<>(desired.getOrDefault(resource, Map.of()));
      fields.putAll(comparison.desired());
      desired.put(resource, Map.copyOf(fields));
      return this;
    }

    public Builder convergedSpec(Optional<String> hash) {
      convergedSpec = hash;
      return this;
    }

    public Assessment build() {
      return new Assessment(
          List.copyOf(changes),
          List.copyOf(findings),
          Map.copyOf(references),
          Set.copyOf(claimed),
          Map.copyOf(desired),
          convergedSpec);
    }
  }
}
