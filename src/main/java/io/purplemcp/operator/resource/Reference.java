package io.purplemcp.operator.resource;

/** What one resource of a deployment needs to know of another: an id that AWS chose. */
public enum Reference {
  SECRET_ARN,
  SECRET_KMS_KEY,
  EXECUTION_ROLE_ARN,
  TASK_ROLE_ARN,
  CLUSTER_ARN,
  LOG_GROUP_ARN,
  TASK_SECURITY_GROUP_ID,
  LOAD_BALANCER_SECURITY_GROUP_ID,
  TARGET_GROUP_ARN,
  LOAD_BALANCER_ARN,
  LOAD_BALANCER_DNS_NAME,
  HOST_NAME,
  LISTENER_ARN,
  WEB_ACL_ARN,
  /** The web ACL that is on the load balancer, known only while it is the one declared. */
  WEB_ACL_ASSOCIATION,
  TASK_DEFINITION_ARN,
  SERVICE_ARN,
  SCALABLE_TARGET_ARN
}
