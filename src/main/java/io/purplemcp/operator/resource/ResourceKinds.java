package io.purplemcp.operator.resource;

import io.purplemcp.operator.resource.autoscaling.ScalableTargets;
import io.purplemcp.operator.resource.autoscaling.ScalingPolicies;
import io.purplemcp.operator.resource.autoscaling.ScheduledActions;
import io.purplemcp.operator.resource.ec2.Network;
import io.purplemcp.operator.resource.ec2.SecurityGroups;
import io.purplemcp.operator.resource.ecs.Clusters;
import io.purplemcp.operator.resource.ecs.RunningImages;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import io.purplemcp.operator.resource.ecs.Services;
import io.purplemcp.operator.resource.ecs.TaskDefinitions;
import io.purplemcp.operator.resource.elb.ListenerRules;
import io.purplemcp.operator.resource.elb.Listeners;
import io.purplemcp.operator.resource.elb.LoadBalancers;
import io.purplemcp.operator.resource.elb.TargetGroups;
import io.purplemcp.operator.resource.iam.ExecutionRoles;
import io.purplemcp.operator.resource.iam.TaskRoles;
import io.purplemcp.operator.resource.mcp.Endpoints;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import io.purplemcp.operator.resource.waf.WebAcls;
import java.util.List;

/**
 * All kinds, in the order in which their resources are made; teardown goes the other way round. A
 * new kind is one line here.
 */
public final class ResourceKinds {
  private ResourceKinds() {}

  /**
   * @param prober knows whether clients are served
   */
  public static List<ResourceKind<?>> all(Prober prober) {
    return List.of(
        new TagIndex(),
        new ConsoleSecrets(),
        new LogGroups(),
        new Clusters(),
        new ExecutionRoles(),
        new TaskRoles(),
        new SecurityGroups(),
        new Network(),
        new TargetGroups(),
        new LoadBalancers(),
        new WebAcls(),
        new Listeners(),
        new ListenerRules(),
        new ServiceReadings(),
        new RunningImages(),
        new TaskDefinitions(),
        new Services(),
        new ScalableTargets(),
        new ScalingPolicies(),
        new ScheduledActions(),
        new Endpoints(prober));
  }
}
