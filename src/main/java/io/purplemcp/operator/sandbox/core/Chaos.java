package io.purplemcp.operator.sandbox.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The current {@link ChaosSettings}, and how much of its faults is left. */
public final class Chaos {
  private ChaosSettings settings = ChaosSettings.CALM;

  public synchronized ChaosSettings settings() {
    return settings;
  }

  public synchronized void set(ChaosSettings newSettings) {
    settings = newSettings;
  }

  /** The fault that happens to this call; it is used up by that. */
  synchronized Optional<Fault> take(Call call) {
    Optional<Fault> fault = settings.faults().stream().filter(f -> f.concerns(call)).findFirst();
    fault.ifPresent(this::use);
    return fault;
  }

  private void use(Fault fault) {
    List<Fault> rest = new ArrayList<>(settings.faults());
    int index = rest.indexOf(fault);
    if (fault.wornOutAfterUse()) {
      rest.remove(index);
    } else {
      rest.set(index, fault.used());
    }
    settings = settings.withFaults(rest);
  }
}
