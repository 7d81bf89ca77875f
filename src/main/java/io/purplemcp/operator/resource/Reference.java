package io.purplemcp.operator.resource;

/** What one resource of a deployment needs to know of another: an id that AWS chose. */
public enum Reference {
  SECRET_ARN,
  SECRET_KMS_KEY,
  EXECUTION_ROLE_ARN,
  CLUSTER_ARN,
  LOG_GROUP_ARN,
  TASK_SECURITY_GROUP_ID,
  LOAD_BALANCER_SECURITY_GROUP_ID,
  TARGET_GROUP_ARN,
  LOAD_BALANCER_ARN,
  LOAD_BALANCER_DNS_NAME,
  HOST_NAME,
  LISTENER_ARN,
  TASK_DEFINITION_ARN,
  SERVICE_ARN
}
