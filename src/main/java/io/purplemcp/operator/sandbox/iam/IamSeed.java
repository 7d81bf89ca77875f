package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Seed;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** AWS's own policies that are of use here; a new account has no roles. */
public final class IamSeed implements Seed {
  private static final String PREFIX = "arn:aws:iam::aws:policy/service-role/";
  private static final Instant CREATED = Instant.parse("2017-11-16T18:48:22Z");

  /** What lets a task's agent pull from ECR and write logs. */
  public static final String TASK_EXECUTION = PREFIX + "AmazonECSTaskExecutionRolePolicy";

  private static final String TASK_EXECUTION_DOCUMENT =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[\
      "ecr:GetAuthorizationToken","ecr:BatchCheckLayerAvailability","ecr:GetDownloadUrlForLayer",\
      "ecr:BatchGetImage","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}""";

  @Override
  public void plant(Context context) {
    Table<PolicyRow> policies = context.globalTable(IamTables.POLICIES);
    if (!policies.contains(TASK_EXECUTION)) {
      policies.put(TASK_EXECUTION, taskExecution());
    }
  }

  private static PolicyRow taskExecution() {
    return new PolicyRow(
            "AmazonECSTaskExecutionRolePolicy",
            "ANPAJG4T4G4PV56DE72PY",
            "/service-role/",
            TASK_EXECUTION,
            Optional.of(
                "Provides access to other AWS service resources that are required to run Amazon ECS"
                    + " tasks"),
            CREATED,
            CREATED,
            Map.of(),
            "",
            0,
            Map.of())
        .withVersion(TASK_EXECUTION_DOCUMENT, CREATED, true);
  }
}
