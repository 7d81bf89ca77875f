package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * What EC2 has in some VPCs, each kind in one call as a rule. Asked by filter and not by id: a
 * single id that does not exist would fail the call for all.
 */
record VpcReads(Ec2Client ec2, SortedSet<String> vpcs) {
  private static final String VPC = "vpc-id";

  /** How many values EC2 takes for one filter. */
  private static final int FILTER_VALUES = 200;

  /** A read that failed, and which one it was. */
  static final class Failed extends RuntimeException {
    private final transient Failure failure;

    Failed(Failure failure, SdkException cause) {
      super(failure.sentence(), cause);
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  /**
   * @throws SdkException when it fails: without subnets nothing can be said
   */
  List<Subnet> subnets() {
    return all(VPC, vpcs, filter -> ec2.describeSubnetsPaginator(r -> r.filters(filter)).subnets());
  }

  List<Subnet> subnets(Collection<String> ids) {
    return all(
        "subnet-id", ids, filter -> ec2.describeSubnetsPaginator(r -> r.filters(filter)).subnets());
  }

  List<RouteTable> routeTables() {
    return told(
        "ec2:DescribeRouteTables",
        VPC,
        vpcs,
        filter -> ec2.describeRouteTablesPaginator(r -> r.filters(filter)).routeTables());
  }

  List<VpcEndpoint> endpoints() {
    return told(
        "ec2:DescribeVpcEndpoints",
        VPC,
        vpcs,
        filter -> ec2.describeVpcEndpointsPaginator(r -> r.filters(filter)).vpcEndpoints());
  }

  List<NetworkAcl> acls() {
    return told(
        "ec2:DescribeNetworkAcls",
        VPC,
        vpcs,
        filter -> ec2.describeNetworkAclsPaginator(r -> r.filters(filter)).networkAcls());
  }

  /** None is asked for where no route leads to one. */
  List<NatGateway> natGateways(List<Route> routes) {
    boolean used = routes.stream().anyMatch(route -> route.natGatewayId() != null);
    return told(
        "ec2:DescribeNatGateways",
        VPC,
        used ? vpcs : List.of(),
        filter -> ec2.describeNatGatewaysPaginator(r -> r.filter(filter)).natGateways());
  }

  List<SecurityGroup> groups(Collection<String> ids) {
    return told(
        "ec2:DescribeSecurityGroups",
        "group-id",
        ids,
        filter -> ec2.describeSecurityGroupsPaginator(r -> r.filters(filter)).securityGroups());
  }

  private static <T> List<T> told(
      String operation,
      String filter,
      Collection<String> values,
      Function<Filter, Iterable<T>> call) {
    try {
      return all(filter, values, call);
    } catch (SdkException failed) {
      throw new Failed(Failures.of(failed, operation), failed);
    }
  }

  private static <T> List<T> all(
      String filter, Collection<String> values, Function<Filter, Iterable<T>> call) {
    List<String> wanted = List.copyOf(values);
    List<T> found = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += FILTER_VALUES) {
      List<String> some = wanted.subList(from, Math.min(from + FILTER_VALUES, wanted.size()));
      call.apply(Filter.builder().name(filter).values(some).build()).forEach(found::add);
    }
    return List.copyOf(found);
  }
}
