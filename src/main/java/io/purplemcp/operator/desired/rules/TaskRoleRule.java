package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/**
 * ECS Exec speaks with the task's own role, which is another than the one that ECS starts it with.
 */
public final class TaskRoleRule implements Rule {
  private static final String EXEC = "/spec/compute/enableExecuteCommand";
  private static final String NAME = "/spec/iam/taskRoleName";

  @Override
  public List<String> reads() {
    return List.of(EXEC, "/spec/iam");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    var iam = deployment.spec().iam();
    boolean none = iam.taskRoleName().isEmpty() && iam.taskRoleArn().isEmpty();
    if (deployment.spec().compute().execs() && none) {
      verdict.reject(
          EXEC,
          "ECS Exec needs a task role: give iam.taskRoleName to have one made, or iam.taskRoleArn");
    }
    boolean same =
        iam.executionRoleArn().isEmpty()
            && iam.taskRoleName().filter(deployment.names().executionRole()::equals).isPresent();
    if (same) {
      verdict.reject(
          NAME,
          "it must be another role than the execution role, which may read the console secret");
    }
  }
}
