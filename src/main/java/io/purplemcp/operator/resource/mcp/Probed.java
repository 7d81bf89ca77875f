package io.purplemcp.operator.resource.mcp;

import java.time.Instant;
import java.util.Optional;

/**
 * The latest outcome.
 *
 * @param lookAgain when there will be another, where that is sooner than usual
 */
public record Probed(Outcome outcome, Optional<Instant> lookAgain) {
  public static final Probed NOT_ASKED = new Probed(new Outcome.NotAsked(), Optional.empty());
}
