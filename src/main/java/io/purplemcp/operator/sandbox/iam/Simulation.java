package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** Asks what a role's policies allow, without doing it. */
final class Simulation {
  private final Context context;

  Simulation(Context context) {
    this.context = context;
  }

  SimulatePrincipalPolicyResponse simulate(SimulatePrincipalPolicyRequest request) {
    RoleRow role =
        RoleBook.role(context, String.valueOf(request.policySourceArn()))
            .orElseThrow(
                () ->
                    IamErrors.noSuchEntity(
                        "The principal " + request.policySourceArn() + " cannot be found."));
    List<String> resources =
        request.resourceArns().isEmpty() ? List.of("*") : request.resourceArns();
    List<EvaluationResult> results =
        request.actionNames().stream()
            .flatMap(action -> resources.stream().map(resource -> result(role, action, resource)))
            .toList();
    return SimulatePrincipalPolicyResponse.builder()
        .evaluationResults(results)
        .isTruncated(false)
        .build();
  }

  private EvaluationResult result(RoleRow role, String action, String resource) {
    return EvaluationResult.builder()
        .evalActionName(action)
        .evalResourceName(resource)
        .evalDecision(decision(role, action, resource))
        .build();
  }

  private PolicyEvaluationDecisionType decision(RoleRow role, String action, String resource) {
    if (RoleBook.allows(context, role, action, resource)) {
      return PolicyEvaluationDecisionType.ALLOWED;
    }
    return RoleBook.denies(context, role, action, resource)
        ? PolicyEvaluationDecisionType.EXPLICIT_DENY
        : PolicyEvaluationDecisionType.IMPLICIT_DENY;
  }
}
