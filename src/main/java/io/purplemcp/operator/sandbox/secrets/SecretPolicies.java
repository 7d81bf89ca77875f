package io.purplemcp.operator.sandbox.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;

/** The resource policies of secrets: kept and shown, but not asked when a secret is read. */
final class SecretPolicies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Context context;
  private final Secrets secrets;

  SecretPolicies(Context context) {
    this.context = context;
    this.secrets = new Secrets(context);
  }

  GetResourcePolicyResponse get(GetResourcePolicyRequest request) {
    SecretRow secret = secrets.require(request.secretId());
    return GetResourcePolicyResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .resourcePolicy(secret.policy().orElse(null))
        .build();
  }

  PutResourcePolicyResponse put(PutResourcePolicyRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    String policy = rendered(request.resourcePolicy());
    secrets.rows().put(secret.name(), secret.withPolicy(Optional.of(policy), context.now()));
    return PutResourcePolicyResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  private static String rendered(String policy) {
    try {
      return JSON.readTree(policy == null ? "" : policy).toString();
    } catch (JsonProcessingException e) {
      throw AwsError.badRequest(
          "MalformedPolicyDocumentException", "This resource policy contains invalid Json");
    }
  }

  DeleteResourcePolicyResponse delete(DeleteResourcePolicyRequest request) {
    SecretRow secret = secrets.requireUsable(request.secretId());
    secrets.rows().put(secret.name(), secret.withPolicy(Optional.empty(), context.now()));
    return DeleteResourcePolicyResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }
}
