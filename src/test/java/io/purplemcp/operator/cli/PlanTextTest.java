package io.purplemcp.operator.cli;

import static io.purplemcp.operator.cli.PlanExamples.CONVERGED;
import static io.purplemcp.operator.cli.PlanExamples.MIXED;
import static io.purplemcp.operator.cli.PlanExamples.change;
import static io.purplemcp.operator.cli.PlanExamples.plan;
import static io.purplemcp.operator.cli.PlanExamples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.Cause;
import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PlanTextTest {
  @Test
  void aPlanShowsEachDeploymentsResourcesWithEveryFieldBeforeAndAfter() {
    assertThat(PlanText.of(List.of(MIXED), Ansi.PLAIN))
        .isEqualTo(
            """
            acme-emea (us-east-1)
              +   SecurityGroup acme-emea-alb  # config
                  groupName    acme-emea-alb
                  vpcId        vpc-0abc
                  description  ""
              ~   LoadBalancer acme-emea  # config
                  attributes[idle_timeout.timeout_seconds]  60      -> 300  # drift
                  securityGroups                            sg-0123 -> (known after apply)
              -/+ TargetGroup acme-emea-1f2e  # config
                  port  80 -> 8000
              ~   Service acme-emea  # drift
                  desiredCount  0           -> 1
                  secret        (sensitive) differs
                  ! replaces 1 task, keeps 1 of 1 serving
              -   Listener acme-emea:8080  # drift
              ! waiting: LoadBalancerProvisioning LoadBalancer/acme-emea
                  AWS is making it.

            acme-apac (us-east-1)
              ! blocked: NotOwned Service/acme-apac
                  A service of this name exists without our tags.
                  Set policy.adoption to Adopt, or compute.service to another name.

            Plan: 1 to create, 2 to update, 1 to replace, 1 to delete. 1 deployment needs a person.
            """);
  }

  @Test
  void whatDeploymentsShareIsNotCountedAsOne() {
    DeploymentPlan acme = new DeploymentPlan("acme", List.of(), List.of());
    DeploymentPlan shared = new DeploymentPlan("(shared)", List.of(), List.of());
    assertThat(PlanText.of(List.of(new Plan("us-east-1", List.of(acme, shared))), Ansi.PLAIN))
        .endsWith("No changes. 1 deployment is as declared.\n");
  }

  @Test
  void aPlanWithoutChangesIsOneLine() {
    assertThat(PlanText.of(List.of(CONVERGED), Ansi.PLAIN))
        .isEqualTo("No changes. 2 deployments are as declared.\n");
  }

  @Test
  void oneDeploymentIsCountedInTheSingular() {
    Plan one = new Plan("us-east-1", List.of(new DeploymentPlan("acme", List.of(), List.of())));

    assertThat(PlanText.of(List.of(one), Ansi.PLAIN))
        .isEqualTo("No changes. 1 deployment is as declared.\n");
  }

  @Test
  void aDeploymentThatWaitsForAwsIsNotCountedAsDeclared() {
    Finding waiting =
        Finding.waiting(
            Reason.RolloutInProgress,
            new ResourceId("Service", "acme"),
            "A rollout is under way.",
            Duration.ofSeconds(10));
    Plan plan =
        new Plan(
            "us-east-1",
            List.of(
                new DeploymentPlan("acme", List.of(), List.of(waiting)),
                new DeploymentPlan("beta", List.of(), List.of())));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .endsWith(
            "No changes. 1 of 2 deployments is as declared. 1 deployment is still under way.\n");
  }

  @Test
  void aDocumentIsShownAsPeopleWriteItAndOnlyItsDifferencesAreMarked() {
    Plan plan =
        plan(
            planned(
                change("ExecutionRole", "purple-mcp-acme", Action.UPDATE)
                    .with(
                        "policy",
                        Value.of(
                            "{\"Action\":\"secretsmanager:GetSecretValue\",\"Effect\":\"Allow\"}"),
                        Value.of("{\"Action\":\"*:*\",\"Effect\":\"Allow\"}"))
                    .with("description", Value.of("one\ntwo"), Value.ABSENT)
                    .with("path", Value.of("/"), Value.of("/x/")),
                Cause.DRIFT));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .isEqualTo(
            """
            acme (us-east-1)
              ~   ExecutionRole purple-mcp-acme  # drift
                  policy
                      {
                    -   "Action" : "*:*",
                    +   "Action" : "secretsmanager:GetSecretValue",
                        "Effect" : "Allow"
                      }
                  description
                    + one
                    + two
                  path  /x/ -> /

            Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.
            """);
  }

  @Test
  void anOldRevisionThatGoesIsCountedAsADeletion() {
    Plan plan = plan(planned(change("TaskDefinition", "acme:1", Action.REAP), Cause.CONFIG));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .contains("  -   TaskDefinition acme:1")
        .endsWith("Plan: 0 to create, 0 to update, 0 to replace, 1 to delete.\n");
  }

  @Test
  void theOperatorsOwnTagsAreCountedWhereAResourceIsMade() {
    Plan plan =
        plan(
            planned(
                change("Cluster", "purple", Action.CREATE)
                    .with("tags[purplemcp.io/managed-by]", Value.of("x"), Value.ABSENT)
                    .with("tags[purplemcp.io/role]", Value.of("cluster"), Value.ABSENT)
                    .with("tags[team]", Value.of("soc"), Value.ABSENT),
                Cause.CONFIG));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .contains("tags[team]  soc\n", "tags[purplemcp.io/*]  (2)\n")
        .doesNotContain("cluster\n");
  }

  @Test
  void goodNewsIsNotPartOfAPlan() {
    Finding verified =
        Finding.verified(Reason.SecretReady, new ResourceId("Secret", "x"), "It exists.");
    Plan plan =
        new Plan("us-east-1", List.of(new DeploymentPlan("acme", List.of(), List.of(verified))));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .isEqualTo("No changes. 1 deployment is as declared.\n");
  }

  @Test
  void whatWasAddedByHandIsShownAsGoingAway() {
    Plan plan =
        plan(
            planned(
                change("SecurityGroup", "acme-alb", Action.UPDATE)
                    .with("ingress[tcp 22 0.0.0.0/0]", Value.ABSENT, Value.of("allowed")),
                Cause.DRIFT));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN))
        .contains("ingress[tcp 22 0.0.0.0/0]  allowed -> (none)");
  }

  @Test
  void coloursAreUsedOnlyWhenTold() {
    assertThat(PlanText.of(List.of(MIXED), Ansi.PLAIN)).doesNotContain("\u001b");
    assertThat(PlanText.of(List.of(MIXED), new Ansi(true)))
        .contains("\u001b[32m+  \u001b[0m")
        .contains("\u001b[31m60\u001b[0m");
  }

  @Test
  void colouredAndPlainTextSayTheSame() {
    String coloured = PlanText.of(List.of(MIXED), new Ansi(true));

    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(PlanText.of(List.of(MIXED), Ansi.PLAIN));
  }

  @Test
  void coloursNeedATerminalThatKnowsThemAndNobodyWhoObjects() {
    assertThat(Ansi.of(true, Map.of("TERM", "xterm")).on()).isTrue();
    assertThat(Ansi.of(false, Map.of("TERM", "xterm")).on()).isFalse();
    assertThat(Ansi.of(true, Map.of("TERM", "dumb")).on()).isFalse();
    assertThat(Ansi.of(true, Map.of("NO_COLOR", "1")).on()).isFalse();
    assertThat(Ansi.of(true, Map.of("NO_COLOR", "")).on()).isTrue();
  }

  @Property
  void noValueSteersTheTerminal(@ForAll String observed, @ForAll String desired) {
    Plan plan =
        plan(
            planned(
                change("LogGroup", observed, Action.UPDATE)
                    .with("retentionInDays", Value.of(desired), Value.of(observed))
                    .disrupting(desired),
                Cause.DRIFT));

    assertThat(PlanText.of(List.of(plan), Ansi.PLAIN).chars())
        .noneMatch(c -> c != '\n' && Character.isISOControl(c));
  }
}
