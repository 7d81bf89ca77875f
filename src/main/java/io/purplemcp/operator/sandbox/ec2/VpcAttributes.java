package io.purplemcp.operator.sandbox.ec2;

/** What {@code DescribeVpcAttribute} tells of a VPC. */
public record VpcAttributes(
    boolean enableDnsSupport,
    boolean enableDnsHostnames,
    boolean enableNetworkAddressUsageMetrics) {
  /** A default VPC gives host names, another one does not until it is told to. */
  static VpcAttributes initial(boolean defaultVpc) {
    return new VpcAttributes(true, defaultVpc, false);
  }
}
