package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Cause;
import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlannedChange;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** Plans that show each thing that a plan can say. */
final class PlanExamples {
  static final Plan CONVERGED =
      new Plan(
          "us-east-1",
          List.of(
              new DeploymentPlan("acme-emea", List.of(), List.of()),
              new DeploymentPlan("acme-apac", List.of(), List.of())));

  private static final Difference IDLE =
      differs("attributes[idle_timeout.timeout_seconds]", "300", "60");

  static final Plan MIXED =
      new Plan(
          "us-east-1",
          List.of(
              new DeploymentPlan(
                  "acme-emea",
                  List.of(
                      planned(
                          change("SecurityGroup", "acme-emea-alb", Action.CREATE)
                              .with("groupName", Value.of("acme-emea-alb"), Value.ABSENT)
                              .with("vpcId", Value.of("vpc-0abc"), Value.ABSENT)
                              .with("description", Value.of(""), Value.ABSENT)
                              .calling("ec2:CreateSecurityGroup"),
                          Cause.CONFIG),
                      planned(
                          change("LoadBalancer", "acme-emea", Action.UPDATE)
                              .with(IDLE)
                              .with("securityGroups", Value.PENDING, Value.of("sg-0123"))
                              .calling("elasticloadbalancing:ModifyLoadBalancerAttributes"),
                          Cause.CONFIG,
                          IDLE),
                      planned(
                          change("TargetGroup", "acme-emea-1f2e", Action.REPLACE)
                              .with("port", Value.of(8000), Value.of(80))
                              .calling("elasticloadbalancing:CreateTargetGroup"),
                          Cause.CONFIG),
                      planned(
                          change("Service", "acme-emea", Action.UPDATE)
                              .with("desiredCount", Value.of(1), Value.of(0))
                              .with("secret", Value.REDACTED, Value.REDACTED)
                              .disrupting("replaces 1 task, keeps 1 of 1 serving")
                              .calling("ecs:UpdateService"),
                          Cause.DRIFT),
                      planned(
                          change("Listener", "acme-emea:8080", Action.DELETE)
                              .calling("elasticloadbalancing:DeleteListener"),
                          Cause.DRIFT)),
                  List.of(
                      Finding.waiting(
                          Reason.LoadBalancerProvisioning,
                          new ResourceId("LoadBalancer", "acme-emea"),
                          "AWS is making it.",
                          Duration.ofSeconds(15)))),
              new DeploymentPlan(
                  "acme-apac",
                  List.of(),
                  List.of(
                      Finding.blocked(
                          Reason.NotOwned,
                          new ResourceId("Service", "acme-apac"),
                          "A service of this name exists without our tags.\n"
                              + "Set policy.adoption to Adopt, or compute.service to another"
                              + " name.")))));

  private PlanExamples() {}

  static Difference differs(String path, String desired, String observed) {
    return new Difference(path, Value.of(desired), Value.of(observed));
  }

  static ChangeBuilder change(String kind, String name, Action action) {
    return new ChangeBuilder(
        new Change(new ResourceId(kind, name), action, List.of(), Optional.empty(), List.of()));
  }

  static PlannedChange planned(ChangeBuilder change, Cause cause, Difference... drift) {
    return new PlannedChange(change.change(), cause, List.of(drift));
  }

  static Plan plan(PlannedChange... changes) {
    return new Plan("us-east-1", List.of(new DeploymentPlan("acme", List.of(changes), List.of())));
  }

  /** A change, put together field by field. */
  record ChangeBuilder(Change change) {
    ChangeBuilder with(Difference difference) {
      return new ChangeBuilder(
          new Change(
              change.resource(),
              change.action(),
              append(change.differences(), difference),
              change.disruption(),
              change.calls()));
    }

    ChangeBuilder with(String path, Value desired, Value observed) {
      return with(new Difference(path, desired, observed));
    }

    ChangeBuilder disrupting(String words) {
      return new ChangeBuilder(change.disrupting(words));
    }

    ChangeBuilder calling(String operation) {
      Call call = Call.of(operation, execution -> UpdateServiceResponse.builder().build());
      return new ChangeBuilder(
          new Change(
              change.resource(),
              change.action(),
              change.differences(),
              change.disruption(),
              append(change.calls(), call)));
    }

    private static <T> List<T> append(List<T> list, T element) {
      return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(element))
          .toList();
    }
  }
}
