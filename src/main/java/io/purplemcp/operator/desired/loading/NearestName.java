package io.purplemcp.operator.desired.loading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that somebody probably meant. */
final class NearestName {
  /** More than this many edits are another word, not a slip. */
  private static final int MOST_EDITS = 4;

  /** No name of the model is nearly as long. */
  private static final int SHORTEST_NONSENSE = 100;

  private final LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();

  /** The nearest known name, if at most half of it would have to be changed. */
  Optional<String> to(String name, Collection<String> known) {
    if (name.length() > SHORTEST_NONSENSE) {
      return Optional.empty();
    }
    return known.stream()
        .filter(each -> edits(name, each) <= Math.min(MOST_EDITS, each.length() / 2))
        .min(Comparator.comparingInt(each -> edits(name, each)));
  }

  private int edits(String one, String other) {
    return distance.apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
