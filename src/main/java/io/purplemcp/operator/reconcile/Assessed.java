package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all rooms together conclude about one deployment. */
record Assessed(
    List<Change> changes,
    List<Finding> findings,
    References references,
    Set<String> claimed,
    Map<ResourceId, Map<String, String>> desired,
    Optional<String> convergedSpec) {}
