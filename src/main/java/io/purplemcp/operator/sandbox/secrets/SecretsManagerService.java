package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** AWS Secrets Manager, without rotation and replication. */
public final class SecretsManagerService implements SandboxService {
  private final Context context;

  public SecretsManagerService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "secretsmanager",
        Protocol.AWS_JSON,
        SecretsManagerClient.class,
        false,
        SecretsManagerService.class,
        SecretsManagerService::new,
        Set.of("BatchGetSecretValue"),
        Secrets::advance);
  }

  public CreateSecretResponse createSecret(CreateSecretRequest request) {
    return new Secrets(context).create(request);
  }

  public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
    return new Secrets(context).update(request);
  }

  public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
    return new Secrets(context).delete(request);
  }

  public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
    return new Secrets(context).restore(request);
  }

  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    return new SecretList(context).describe(request);
  }

  public ListSecretsResponse listSecrets(ListSecretsRequest request) {
    return new SecretList(context).list(request);
  }

  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return new SecretValues(context).get(request);
  }

  public BatchGetSecretValueResponse batchGetSecretValue(BatchGetSecretValueRequest request) {
    return new SecretValues(context).batch(request);
  }

  public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
    return new SecretValues(context).put(request);
  }

  public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
    return new SecretVersions(context).list(request);
  }

  public UpdateSecretVersionStageResponse updateSecretVersionStage(
      UpdateSecretVersionStageRequest request) {
    return new SecretVersions(context).update(request);
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    return new SecretTags(context).tag(request);
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return new SecretTags(context).untag(request);
  }

  public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
    return new SecretPolicies(context).get(request);
  }

  public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
    return new SecretPolicies(context).put(request);
  }

  public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
    return new SecretPolicies(context).delete(request);
  }
}
