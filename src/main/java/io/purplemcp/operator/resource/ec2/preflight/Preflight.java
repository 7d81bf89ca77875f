package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdicts on a deployment's subnets in the words of a person. */
public record Preflight(List<Judgement> tasks, List<Judgement> balancer) {
  /** The worst that has been found; open when all is well. */
  public Verdict verdict() {
    return Stream.concat(tasks.stream(), balancer.stream())
        .map(Judgement::verdict)
        .reduce(Verdict.OPEN, Verdict::and);
  }

  /** Every cause once, with all subnets that it holds for, and what to do about it. */
  public String sentence() {
    return Stream.concat(
            sentences(
                tasks,
                "Tasks in %s cannot reach %s",
                "Whether tasks in %s can reach %s cannot be told"),
            sentences(
                balancer,
                "The load balancer in %s cannot serve its %s",
                "Whether the load balancer in %s can be reached by its %s cannot be told"))
        .collect(Collectors.joining(" "));
  }

  private Stream<String> sentences(List<Judgement> judgements, String shut, String unknown) {
    boolean bad = verdict().isShut();
    Map<Verdict, Set<String>> subnets = new LinkedHashMap<>();
    Map<Verdict, Set<String>> unreached = new LinkedHashMap<>();
    for (Judgement each : judgements) {
      subnets.computeIfAbsent(each.verdict(), key -> new LinkedHashSet<>()).add(each.subnet());
      unreached
          .computeIfAbsent(each.verdict(), key -> new LinkedHashSet<>())
          .addAll(each.unreached());
    }
    return subnets.keySet().stream()
        .flatMap(
            verdict ->
                sentence(verdict, bad, shut, unknown)
                    .map(
                        form ->
                            form.formatted(
                                listed(subnets.get(verdict)), listed(unreached.get(verdict))))
                    .stream());
  }

  /** What cannot be told is left out where there is worse. */
  private static Optional<String> sentence(
      Verdict verdict, boolean bad, String shut, String unknown) {
    if (verdict instanceof Shut closed) {
      return Optional.of(
          shut + ": " + escaped(closed.cause()) + ". " + escaped(closed.fix()) + ".");
    }
    return verdict instanceof Unknown untold && !bad
        ? Optional.of(unknown + ": " + escaped(untold.cause()) + ".")
        : Optional.empty();
  }

  private static String escaped(String words) {
    return words.replace("%", "%%");
  }

  private static String listed(Set<String> words) {
    List<String> all = List.copyOf(new LinkedHashSet<>(words));
    int last = all.size() - 1;
    return last == 0
        ? all.get(0)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }
}
