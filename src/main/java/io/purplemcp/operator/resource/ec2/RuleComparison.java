package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.resource.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What has to be done to a group's rules.
 *
 * @param toAuthorize rules that are missing; a peer may be the name of a group of ours
 * @param toDescribe rules whose description differs; nothing is cut for it
 * @param toRevoke rules that are too much
 */
record RuleComparison(List<Atom> toAuthorize, List<Atom> toDescribe, List<Atom> toRevoke) {
  /**
   * Compares, and adds what differs to the group's comparison.
   *
   * @param live with ids as peers
   * @param groupNames the names of the deployment's own groups by their ids
   * @param opens which rules open the deployment when they are too much
   */
  static RuleComparison of(
      Comparison comparison,
      List<Atom> desired,
      List<Atom> live,
      Map<String, String> groupNames,
      Predicate<Atom> opens) {
    Map<String, Atom> wanted = byPath(desired, Map.of());
    Map<String, Atom> seen = byPath(live, groupNames);
    var toAuthorize = new ArrayList<Atom>();
    var toDescribe = new ArrayList<Atom>();
    var toRevoke = new ArrayList<Atom>();
    wanted.forEach(
        (path, atom) -> {
          Atom existing = seen.get(path);
          comparison.value(path, atom.value(), existing == null ? null : existing.value());
          if (existing == null) {
            toAuthorize.add(atom);
          } else if (!existing.value().equals(atom.value())) {
            toDescribe.add(existing.withDescription(atom.description()));
          }
        });
    seen.forEach(
        (path, atom) -> {
          if (!wanted.containsKey(path)) {
            comparison.value(path, null, atom.value());
            if (opens.test(atom)) {
              comparison.exposing(path);
            }
            toRevoke.add(atom);
          }
        });
    return new RuleComparison(toAuthorize, toDescribe, toRevoke);
  }

  private static Map<String, Atom> byPath(List<Atom> atoms, Map<String, String> groupNames) {
    Map<String, Atom> byPath = new TreeMap<>();
    atoms.forEach(
        atom -> byPath.put(atom.path(groupNames.getOrDefault(atom.peer(), atom.peer())), atom));
    return byPath;
  }
}
