package io.purplemcp.operator.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator knows of one deployment.
 *
 * @param name the deployment's
 * @param target the account and region that it lives in
 * @param generation counts the specs that this process has accepted for it
 * @param observedGeneration the generation that the conditions speak of
 * @param conditions the conditions, {@code Ready} first
 * @param pending the changes that are planned and not made, a line each
 * @param endpoint where clients reach it, where that is known
 * @param lastLook when AWS was last looked at
 * @param resources the ids that AWS chose, by what they are
 */
public record DeploymentStatus(
    String name,
    String target,
    long generation,
    long observedGeneration,
    List<Condition> conditions,
    List<String> pending,
    Optional<String> endpoint,
    Optional<Instant> lastLook,
    Map<String, String> resources) {

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  public boolean is(String type) {
    return condition(type).filter(c -> c.status() == Condition.Status.True).isPresent();
  }
}
