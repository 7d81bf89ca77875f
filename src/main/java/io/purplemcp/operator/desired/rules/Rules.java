package io.purplemcp.operator.desired.rules;

import java.util.List;

/** All rules, in the order of their findings; documented by name in {@code deploy/schema}. */
public final class Rules {
  public static final List<Rule> OF_A_DEPLOYMENT =
      List.of(new ConsoleSecretRule(), new FargateSizeRule());

  public static final List<FleetRule> OF_ALL = List.of();

  private Rules() {}
}
