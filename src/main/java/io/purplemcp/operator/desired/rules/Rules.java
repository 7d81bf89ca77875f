package io.purplemcp.operator.desired.rules;

import java.util.List;

/** All rules, in the order of their findings; documented by name in {@code deploy/schema}. */
public final class Rules {
  public static final List<Rule> OF_A_DEPLOYMENT =
      List.of(
          new TargetAccountRule(),
          new ConsoleSecretRule(),
          new ArnPlaceRule(),
          new ReferenceOrManagedRule(),
          new NameLengthRule(),
          new LabelRule(),
          new EnvironmentRule(),
          new FargateSizeRule(),
          new CapacityRule(),
          new AutoscalingRule(),
          new TaskRoleRule(),
          new RolloutRule(),
          new DuplicateEntriesRule(),
          new CidrFormRule(),
          new AuthenticationRule(),
          new ExposureRule(),
          new IdleCidrsRule(),
          new IdleTimeoutRule(),
          new HealthCheckRule(),
          new GatewayRule());

  public static final List<FleetRule> OF_ALL =
      List.of(
          new DistinctNamesRule(),
          new AttachmentRule(),
          new SharedLogGroupRule(),
          new SharedClusterRule());

  private Rules() {}
}
