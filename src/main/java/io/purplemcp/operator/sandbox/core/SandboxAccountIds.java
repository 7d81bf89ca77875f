package io.purplemcp.operator.sandbox.core;

/**
 * What every account of the sandbox holds when it is first used, in every region: the same things
 * with the same ids, so that examples and tests can name them.
 *
 * <p>The network: one default VPC with an internet gateway, two public subnets whose main route
 * leads to that gateway, and two private subnets whose route table leads to a NAT gateway.
 */
public final class SandboxAccountIds {
  /** The account of every access key that names no other. */
  public static final String ACCOUNT = "111122223333";

  /** The region of the quick start. */
  public static final String REGION = "us-east-1";

  /** The default VPC, 172.31.0.0/16. */
  public static final String VPC = "vpc-0a1b2c3d4e5f60001";

  public static final String VPC_CIDR = "172.31.0.0/16";
  public static final String DHCP_OPTIONS = "dopt-0a1b2c3d4e5f60002";
  public static final String INTERNET_GATEWAY = "igw-0a1b2c3d4e5f60003";
  public static final String NAT_GATEWAY = "nat-0a1b2c3d4e5f60004";
  public static final String NAT_ADDRESS_ALLOCATION = "eipalloc-0a1b2c3d4e5f60005";
  public static final String NAT_INTERFACE = "eni-0a1b2c3d4e5f60006";

  /** The VPC's own group, named {@code default}. */
  public static final String DEFAULT_SECURITY_GROUP = "sg-0a1b2c3d4e5f60007";

  /** The VPC's own network ACL, which lets everything through. */
  public static final String NETWORK_ACL = "acl-0a1b2c3d4e5f60008";

  /** Public, first zone, gives public addresses. */
  public static final String PUBLIC_SUBNET_A = "subnet-0a1b2c3d4e5f60011";

  /** Public, second zone, gives public addresses. */
  public static final String PUBLIC_SUBNET_B = "subnet-0a1b2c3d4e5f60012";

  /** Private, first zone, behind the NAT gateway. */
  public static final String PRIVATE_SUBNET_A = "subnet-0a1b2c3d4e5f60021";

  /** Private, second zone, behind the NAT gateway. */
  public static final String PRIVATE_SUBNET_B = "subnet-0a1b2c3d4e5f60022";

  public static final String MAIN_ROUTE_TABLE = "rtb-0a1b2c3d4e5f60031";
  public static final String MAIN_ROUTE_TABLE_ASSOCIATION = "rtbassoc-0a1b2c3d4e5f60032";
  public static final String PRIVATE_ROUTE_TABLE = "rtb-0a1b2c3d4e5f60041";
  public static final String PRIVATE_ASSOCIATION_A = "rtbassoc-0a1b2c3d4e5f60042";
  public static final String PRIVATE_ASSOCIATION_B = "rtbassoc-0a1b2c3d4e5f60043";

  /** The last part of the ARN of an issued certificate for {@link #CERTIFICATE_DOMAIN}. */
  public static final String CERTIFICATE_ID = "5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0001";

  public static final String CERTIFICATE_DOMAIN = "purple-mcp.example.com";

  /** The certificate's ARN in {@link #ACCOUNT} and {@link #REGION}. */
  public static final String CERTIFICATE_ARN =
      "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/" + CERTIFICATE_ID;

  /** A secret that holds both keys that the server needs. */
  public static final String SECRET_NAME = "purple-mcp/quickstart";

  /** The six letters that Secrets Manager puts behind the name of {@link #SECRET_NAME}. */
  public static final String SECRET_SUFFIX = "QkStRt";

  /** The secret's ARN in {@link #ACCOUNT} and {@link #REGION}. */
  public static final String SECRET_ARN =
      "arn:aws:secretsmanager:"
          + REGION
          + ":"
          + ACCOUNT
          + ":secret:"
          + SECRET_NAME
          + "-"
          + SECRET_SUFFIX;

  /** A web ACL that is managed elsewhere. */
  public static final String WEB_ACL_NAME = "company";

  public static final String WEB_ACL_ID = "5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0003";

  /** The web ACL's ARN in {@link #ACCOUNT} and {@link #REGION}. */
  public static final String WEB_ACL_ARN =
      "arn:aws:wafv2:"
          + REGION
          + ":"
          + ACCOUNT
          + ":regional/webacl/"
          + WEB_ACL_NAME
          + "/"
          + WEB_ACL_ID;

  private SandboxAccountIds() {}
}
