package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.elb.ElbTables;
import io.purplemcp.operator.sandbox.elb.LoadBalancerRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which web ACL guards which load balancer: one at the most. */
public final class Associations {
  private final Context context;
  private final Table<String> table;

  Associations(Context context) {
    this.context = context;
    this.table = context.table(WafTables.ASSOCIATIONS);
  }

  /** Forgets load balancers that are no more: WAF lets go of what is deleted. */
  static void forgetGone(Context context) {
    Table<String> table = context.table(WafTables.ASSOCIATIONS);
    Table<LoadBalancerRow> balancers = context.table(ElbTables.LOAD_BALANCERS);
    table.rows().keySet().stream()
        .filter(resource -> !balancers.contains(resource))
        .forEach(table::remove);
  }

  /** The web ACL in front of a load balancer. */
  public static Optional<WebAclRow> of(Context context, String loadBalancerArn) {
    return context
        .table(WafTables.ASSOCIATIONS)
        .find(loadBalancerArn)
        .flatMap(context.table(WafTables.WEB_ACLS)::find);
  }

  /** In place of the one before, where there is one. */
  void associate(WebAclRow acl, String resourceArn) {
    LoadBalancerRow balancer = balancer(resourceArn);
    if (context.now().isBefore(balancer.activeAt()) || context.now().isBefore(acl.usableAt())) {
      throw WafErrors.unavailable();
    }
    table.put(resourceArn, acl.arn());
  }

  void disassociate(String resourceArn) {
    balancer(resourceArn);
    table.remove(resourceArn);
  }

  Optional<WebAclRow> of(String resourceArn) {
    balancer(resourceArn);
    return of(context, resourceArn);
  }

  List<String> resources(String webAclArn) {
    return table.rows().entrySet().stream()
        .filter(entry -> entry.getValue().equals(webAclArn))
        .map(Map.Entry::getKey)
        .toList();
  }

  private LoadBalancerRow balancer(String arn) {
    if (arn == null || !arn.contains(":loadbalancer/app/")) {
      throw WafErrors.invalid(
          "The ARN isn't valid. A valid ARN begins with arn: and includes other information"
              + " separated by colons or slashes.",
          "RESOURCE_ARN",
          arn);
    }
    return context.table(ElbTables.LOAD_BALANCERS).find(arn).orElseThrow(WafErrors::nonexistent);
  }
}
