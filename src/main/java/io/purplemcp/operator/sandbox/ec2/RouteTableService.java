package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Route tables. */
public final class RouteTableService implements SandboxService {
  private final Context context;
  private final Tags tags;

  private RouteTableService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(RouteTableService.class, RouteTableService::new);
  }

  public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
    Wanted wanted =
        new Wanted(
            request.routeTableIds(), request.filters(), request.maxResults(), request.nextToken());
    Page<RouteTable> page = Network.ROUTE_TABLES.page(context, wanted, this::finish);
    return DescribeRouteTablesResponse.builder()
        .routeTables(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request) {
    Vpc vpc = Network.VPCS.existing(context, request.vpcId());
    RouteTable table = VpcRows.routeTable(context, vpc, false);
    tags.create(
        table.routeTableId(), ResourceType.ROUTE_TABLE.arnType(), request.tagSpecifications());
    RouteTables.put(context, table);
    return CreateRouteTableResponse.builder().routeTable(finish(table)).build();
  }

  public DeleteRouteTableResponse deleteRouteTable(DeleteRouteTableRequest request) {
    RouteTable table = existing(request.routeTableId());
    if (!table.associations().isEmpty()) {
      throw Ec2Errors.dependency(
          "The routeTable '" + table.routeTableId() + "' has dependencies and cannot be deleted.");
    }
    context.table(Ec2Tables.ROUTE_TABLES).remove(table.routeTableId());
    tags.forget(table.routeTableId());
    return DeleteRouteTableResponse.builder().build();
  }

  public AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request) {
    RouteTable table = existing(request.routeTableId());
    Subnet subnet = Network.SUBNETS.existing(context, request.subnetId());
    RouteTableAssociation association = RouteTables.associate(context, table, subnet.subnetId());
    return AssociateRouteTableResponse.builder()
        .associationId(association.routeTableAssociationId())
        .associationState(association.associationState())
        .build();
  }

  /** Ties a subnet to another table, or makes another table the VPC's main one. */
  public ReplaceRouteTableAssociationResponse replaceRouteTableAssociation(
      ReplaceRouteTableAssociationRequest request) {
    existing(request.routeTableId());
    RouteTable owner = RouteTables.owner(context, request.associationId());
    RouteTableAssociation old = RouteTables.association(owner, request.associationId());
    List<RouteTableAssociation> rest = new ArrayList<>(owner.associations());
    rest.remove(old);
    RouteTables.put(context, owner.toBuilder().associations(rest).build());
    RouteTable next = existing(request.routeTableId());
    RouteTableAssociation association =
        RouteTables.association(context, next.routeTableId())
            .subnetId(old.subnetId())
            .main(old.main())
            .build();
    List<RouteTableAssociation> all = new ArrayList<>(next.associations());
    all.add(association);
    RouteTables.put(context, next.toBuilder().associations(all).build());
    return ReplaceRouteTableAssociationResponse.builder()
        .newAssociationId(association.routeTableAssociationId())
        .associationState(association.associationState())
        .build();
  }

  public DisassociateRouteTableResponse disassociateRouteTable(
      DisassociateRouteTableRequest request) {
    RouteTables.disassociate(context, request.associationId());
    return DisassociateRouteTableResponse.builder().build();
  }

  public CreateRouteResponse createRoute(CreateRouteRequest request) {
    RouteTable table = existing(request.routeTableId());
    String block = destination(request.destinationCidrBlock());
    if (find(table, block).isPresent()) {
      throw AwsError.badRequest(
          "RouteAlreadyExists", "The route identified by " + block + " already exists.");
    }
    Route route =
        leading(
            table,
            Route.builder()
                .destinationCidrBlock(block)
                .origin(RouteOrigin.CREATE_ROUTE)
                .state(RouteState.ACTIVE),
            request.gatewayId(),
            request.natGatewayId());
    List<Route> routes = new ArrayList<>(table.routes());
    routes.add(route);
    RouteTables.put(context, table.toBuilder().routes(routes).build());
    return CreateRouteResponse.builder().returnValue(true).build();
  }

  public ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request) {
    RouteTable table = existing(request.routeTableId());
    String block = destination(request.destinationCidrBlock());
    Route old = find(table, block).orElseThrow(() -> noRoute(table, block));
    Route next =
        leading(
            table,
            old.toBuilder().gatewayId(null).natGatewayId(null).state(RouteState.ACTIVE),
            request.gatewayId(),
            request.natGatewayId());
    List<Route> routes = new ArrayList<>(table.routes());
    routes.set(routes.indexOf(old), next);
    RouteTables.put(context, table.toBuilder().routes(routes).build());
    return ReplaceRouteResponse.builder().build();
  }

  private Route leading(
      RouteTable table, Route.Builder route, String gatewayId, String natGatewayId) {
    if (gatewayId != null) {
      return route.gatewayId(attached(table, gatewayId)).build();
    } else if (natGatewayId != null) {
      return route
          .natGatewayId(Network.NAT_GATEWAYS.existing(context, natGatewayId).natGatewayId())
          .build();
    }
    throw AwsError.badRequest(
        "UnsupportedOperation", "The sandbox routes to internet and NAT gateways only.");
  }

  private String attached(RouteTable table, String gatewayId) {
    boolean here =
        Network.INTERNET_GATEWAYS.existing(context, gatewayId).attachments().stream()
            .anyMatch(attachment -> table.vpcId().equals(attachment.vpcId()));
    if (!here) {
      throw Ec2Errors.invalid(
          "route table "
              + table.routeTableId()
              + " and network gateway "
              + gatewayId
              + " belong to different networks");
    }
    return gatewayId;
  }

  private static AwsError noRoute(RouteTable table, String block) {
    return AwsError.badRequest(
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block "
            + block
            + " in route table "
            + table.routeTableId());
  }

  public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
    RouteTable table = existing(request.routeTableId());
    String block = destination(request.destinationCidrBlock());
    Route route = find(table, block).orElseThrow(() -> noRoute(table, block));
    if (route.origin() == RouteOrigin.CREATE_ROUTE_TABLE) {
      throw Ec2Errors.invalid("cannot remove local route " + block + " in route table");
    }
    List<Route> routes = new ArrayList<>(table.routes());
    routes.remove(route);
    RouteTables.put(context, table.toBuilder().routes(routes).build());
    return DeleteRouteResponse.builder().build();
  }

  private RouteTable existing(String id) {
    return Network.ROUTE_TABLES.existing(context, id);
  }

  private static Optional<Route> find(RouteTable table, String block) {
    return table.routes().stream()
        .filter(route -> block.equals(route.destinationCidrBlock()))
        .findFirst();
  }

  private static String destination(String text) {
    if (text == null) {
      throw Ec2Errors.missing("destinationCidrBlock");
    }
    return Cidr.ipv4(text)
        .map(Cidr::toString)
        .orElseThrow(() -> Ec2Errors.invalid("CIDR block " + text + " is malformed"));
  }

  private RouteTable finish(RouteTable table) {
    return table.toBuilder().tags(tags.list(table.routeTableId())).build();
  }
}
