package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The shortest document that says the same: what the defaults say anyhow is left out. */
public final class ShortForm {
  /** Fields whose default is made from the deployment's name. */
  private static final Set<String> NAMES =
      Set.of(
          "/spec/compute/service",
          "/spec/compute/family",
          "/spec/loadBalancer/name",
          "/spec/loadBalancer/targetGroup/name",
          "/spec/iam/executionRoleName");

  private final Function<ObjectNode, Optional<PurpleMcpDeployment>> load;

  /**
   * @param load what a document means; empty where it is not valid
   */
  public ShortForm(Function<ObjectNode, Optional<PurpleMcpDeployment>> load) {
    this.load = load;
  }

  /** A document that is not valid is given back as it is. */
  public ObjectNode of(ObjectNode document) {
    Optional<PurpleMcpDeployment> meant = load.apply(document);
    ObjectNode shortened = document.deepCopy();
    for (String leaf : leaves("/spec", document.path("spec"))) {
      ObjectNode without = shortened.deepCopy();
      remove(without, JsonPointer.compile(leaf));
      Optional<PurpleMcpDeployment> other = load.apply(without);
      if (meant.isPresent() && other.isPresent() && same(meant.get(), other.get(), leaf)) {
        shortened = without;
        meant = other;
      }
    }
    return shortened;
  }

  private static boolean same(PurpleMcpDeployment one, PurpleMcpDeployment other, String leaf) {
    return NAMES.contains(leaf) ? names(one).equals(names(other)) : one.spec().equals(other.spec());
  }

  private static List<String> names(PurpleMcpDeployment deployment) {
    Names names = deployment.names();
    return List.of(
        names.service(),
        names.family(),
        names.loadBalancer(),
        names.targetGroup(),
        names.executionRole());
  }

  /** The fields with a value of their own, and the objects that nothing is left in. */
  private static List<String> leaves(String path, JsonNode node) {
    List<String> leaves = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  leaves.addAll(
                      leaves(
                          path + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                          field.getValue())));
    } else {
      leaves.add(path);
    }
    return leaves;
  }

  private static void remove(ObjectNode document, JsonPointer leaf) {
    JsonNode parent = document.at(leaf.head());
    if (parent instanceof ObjectNode object) {
      object.remove(leaf.last().getMatchingProperty());
      if (object.isEmpty() && !leaf.head().matches()) {
        remove(document, leaf.head());
      }
    }
  }
}
