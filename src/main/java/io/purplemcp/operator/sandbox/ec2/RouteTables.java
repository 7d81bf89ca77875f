package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** Changes inside route tables. */
final class RouteTables {
  private RouteTables() {}

  /**
   * Ties a subnet to a table.
   *
   * @throws AwsError {@code Resource.AlreadyAssociated} when it is tied to one already
   */
  static RouteTableAssociation associate(Context context, RouteTable table, String subnetId) {
    boolean tied =
        context.table(Ec2Tables.ROUTE_TABLES).all().stream()
            .flatMap(t -> t.associations().stream())
            .anyMatch(a -> subnetId.equals(a.subnetId()));
    if (tied) {
      throw AwsError.badRequest(
          "Resource.AlreadyAssociated",
          "the specified association for route table "
              + table.routeTableId()
              + " conflicts with an existing association");
    }
    RouteTableAssociation association =
        association(context, table.routeTableId()).subnetId(subnetId).main(false).build();
    List<RouteTableAssociation> all = new ArrayList<>(table.associations());
    all.add(association);
    put(context, table.toBuilder().associations(all).build());
    return association;
  }

  static RouteTableAssociation.Builder association(Context context, String tableId) {
    return RouteTableAssociation.builder()
        .routeTableAssociationId("rtbassoc-" + context.ids().hex(VpcRows.ID_DIGITS))
        .routeTableId(tableId)
        .associationState(s -> s.state(RouteTableAssociationStateCode.ASSOCIATED));
  }

  /** The association of that id and the table that has it. */
  static RouteTable owner(Context context, String associationId) {
    return context.table(Ec2Tables.ROUTE_TABLES).all().stream()
        .filter(
            t ->
                t.associations().stream()
                    .anyMatch(a -> a.routeTableAssociationId().equals(associationId)))
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.badRequest(
                    "InvalidAssociationID.NotFound",
                    "The association ID '" + associationId + "' does not exist"));
  }

  static void disassociate(Context context, String associationId) {
    RouteTable table = owner(context, associationId);
    RouteTableAssociation association = association(table, associationId);
    if (association.main()) {
      throw Ec2Errors.invalid(
          "cannot disassociate the main route table association " + associationId);
    }
    List<RouteTableAssociation> rest = new ArrayList<>(table.associations());
    rest.remove(association);
    put(context, table.toBuilder().associations(rest).build());
  }

  static RouteTableAssociation association(RouteTable table, String associationId) {
    return table.associations().stream()
        .filter(a -> a.routeTableAssociationId().equals(associationId))
        .findFirst()
        .orElseThrow();
  }

  static void forgetSubnet(Context context, String subnetId) {
    for (RouteTable table : context.table(Ec2Tables.ROUTE_TABLES).all()) {
      List<RouteTableAssociation> rest =
          table.associations().stream().filter(a -> !subnetId.equals(a.subnetId())).toList();
      put(context, table.toBuilder().associations(rest).build());
    }
  }

  /** Routes to a gateway that is gone stay, as black holes. */
  static void blackhole(Context context, String gatewayId) {
    for (RouteTable table : context.table(Ec2Tables.ROUTE_TABLES).all()) {
      List<Route> routes =
          table.routes().stream()
              .map(
                  route ->
                      leadsTo(route, gatewayId)
                          ? route.toBuilder().state(RouteState.BLACKHOLE).build()
                          : route)
              .toList();
      put(context, table.toBuilder().routes(routes).build());
    }
  }

  private static boolean leadsTo(Route route, String gatewayId) {
    return Objects.equals(route.gatewayId(), gatewayId)
        || Objects.equals(route.natGatewayId(), gatewayId);
  }

  static void put(Context context, RouteTable table) {
    context.table(Ec2Tables.ROUTE_TABLES).put(table.routeTableId(), table);
  }
}
