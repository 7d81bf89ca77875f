package io.purplemcp.operator.sandbox.cloudwatch;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states of the alarms of one account and region; an alarm that nobody set is OK. */
public final class Alarms {
  private static final String ALARM = "ALARM";

  /** CloudWatch's own. */
  private static final Set<String> ALL = Set.of(ALARM, "OK", "INSUFFICIENT_DATA");

  /** By the alarm's name. */
  private static final TableKey<String> STATES = TableKey.of("cloudwatch.alarms", String.class);

  private final Context context;

  public Alarms(Context context) {
    this.context = context;
  }

  /**
   * @param states by the alarm's name
   * @throws IllegalArgumentException for a state that CloudWatch does not have
   */
  public static Map<String, String> checked(Map<String, String> states) {
    states.forEach(
        (name, state) -> {
          if (state == null || !ALL.contains(state)) {
            throw new IllegalArgumentException(
                "The alarm %s cannot be %s; allowed: ALARM, OK, INSUFFICIENT_DATA"
                    .formatted(name, state));
          }
        });
    return states;
  }

  public void set(Map<String, String> states) {
    states.forEach((name, state) -> context.table(STATES).put(name, state));
  }

  /** All that were ever set. */
  public Map<String, String> states() {
    return Map.copyOf(context.table(STATES).rows());
  }

  /** Which of them are in ALARM. */
  public List<String> inAlarm(List<String> names) {
    return names.stream()
        .filter(name -> context.table(STATES).find(name).filter(ALARM::equals).isPresent())
        .toList();
  }
}
