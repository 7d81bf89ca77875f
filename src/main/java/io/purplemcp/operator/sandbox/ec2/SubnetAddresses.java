package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** How many addresses of a subnet are free. */
public final class SubnetAddresses {
  private SubnetAddresses() {}

  public static int free(Context context, Subnet subnet) {
    long addresses = Cidr.ipv4(subnet.cidrBlock()).orElseThrow().size();
    int taken = NetworkInterfaces.in(context, subnet.subnetId()).size();
    return (int) addresses - NetworkInterfaces.RESERVED - taken;
  }
}
