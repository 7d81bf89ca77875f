package io.purplemcp.operator.desired;

/**
 * The regular expressions of names and ids that AWS gives or takes; in a dialect that Java and
 * ECMAScript share, because editors read them from the JSON Schema. No group is repeated without a
 * bound: Java would need a stack as deep as the text is long.
 */
final class Patterns {
  /** RFC 1123's label, as Kubernetes' names. */
  static final String DEPLOYMENT_NAME = "^[a-z]([a-z0-9-]*[a-z0-9])?$";

  static final String ACCOUNT = "^[0-9]{12}$";
  static final String REGION = "^[a-z]{2,4}-[a-z][a-z-]*-[0-9]$";
  static final String ROLE_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+$";
  static final String SECRET_ARN =
      "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$";
  static final String CLUSTER_ARN =
      "^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[A-Za-z0-9_-]+$";
  static final String SUBNET = "^subnet-[0-9a-z]+$";
  static final String SUBNET_TEXT = "a subnet's id, such as subnet-0a";
  static final String SECURITY_GROUP = "^sg-[0-9a-z]+$";
  static final String SECURITY_GROUP_TEXT = "a security group's id, such as sg-0abc";

  /** CreateCluster, CreateService and RegisterTaskDefinition share these limits. */
  static final String ECS_NAME = "^[A-Za-z0-9_-]{1,255}$";

  static final String ECS_NAME_TEXT = "1 to 255 letters, digits, hyphens and underscores";

  /** CreateLoadBalancer's rules but for the length. */
  static final String LOAD_BALANCER_NAME = "^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$";

  /** RFC 1123's labels, at least two; not an address. */
  static final String DNS_NAME =
      "^(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
          + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){1,126}$";

  /** A DNS name in the one spelling that a listener's rule is compared by. */
  static final String HOST_NAME =
      "^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
          + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,126}$";

  /** The reference grammar of container registries, a little wider within the repository's name. */
  static final String IMAGE =
      "^(?!.*//)([A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?/)?[a-z0-9]([a-z0-9._/-]*[a-z0-9])?"
          + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$";

  /** STS's rule for session names and source identities. */
  static final String SESSION = "^[\\w+=,.@-]{2,64}$";

  static final String SESSION_TEXT = "2 to 64 letters, digits and _+=,.@-";

  static final String VPC = "^vpc-[0-9a-z]+$";
  static final String VPC_TEXT = "a VPC's id, such as vpc-0abc";

  private Patterns() {}
}
