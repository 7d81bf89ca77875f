package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.TableKey;

/** What Elastic Load Balancing keeps, each by ARN. */
public final class ElbTables {
  public static final TableKey<LoadBalancerRow> LOAD_BALANCERS =
      TableKey.of("elb.loadBalancers", LoadBalancerRow.class);
  public static final TableKey<TargetGroupRow> TARGET_GROUPS =
      TableKey.of("elb.targetGroups", TargetGroupRow.class);
  public static final TableKey<ListenerRow> LISTENERS =
      TableKey.of("elb.listeners", ListenerRow.class);
  public static final TableKey<RuleRow> RULES = TableKey.of("elb.rules", RuleRow.class);

  /** By group, address and port. */
  public static final TableKey<RegisteredTarget> TARGETS =
      TableKey.of("elb.targets", RegisteredTarget.class);

  /** By the ARN of any of the other resources. */
  public static final TableKey<TagSet> TAGS = TableKey.of("elb.tags", TagSet.class);

  /** By the id of a network interface. */
  public static final TableKey<LeavingInterface> LEAVING_INTERFACES =
      TableKey.of("elb.leavingInterfaces", LeavingInterface.class);

  private ElbTables() {}
}
