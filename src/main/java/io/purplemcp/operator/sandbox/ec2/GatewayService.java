package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Internet gateways. */
public final class GatewayService implements SandboxService {
  private final Context context;
  private final Tags tags;

  private GatewayService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(GatewayService.class, GatewayService::new);
  }

  public DescribeInternetGatewaysResponse describeInternetGateways(
      DescribeInternetGatewaysRequest request) {
    Wanted wanted =
        new Wanted(
            request.internetGatewayIds(),
            request.filters(),
            request.maxResults(),
            request.nextToken());
    Page<InternetGateway> page = Network.INTERNET_GATEWAYS.page(context, wanted, this::finish);
    return DescribeInternetGatewaysResponse.builder()
        .internetGateways(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public CreateInternetGatewayResponse createInternetGateway(CreateInternetGatewayRequest request) {
    String id = ResourceType.INTERNET_GATEWAY.newId(context);
    tags.create(id, ResourceType.INTERNET_GATEWAY.arnType(), request.tagSpecifications());
    InternetGateway gateway =
        InternetGateway.builder()
            .internetGatewayId(id)
            .ownerId(context.scope().account())
            .attachments(List.of())
            .build();
    put(gateway);
    return CreateInternetGatewayResponse.builder().internetGateway(finish(gateway)).build();
  }

  public AttachInternetGatewayResponse attachInternetGateway(AttachInternetGatewayRequest request) {
    InternetGateway gateway = existing(request.internetGatewayId());
    String vpc = Network.VPCS.existing(context, request.vpcId()).vpcId();
    if (!gateway.attachments().isEmpty()) {
      throw AwsError.badRequest(
          "Resource.AlreadyAssociated",
          "resource " + gateway.internetGatewayId() + " is already attached to network " + vpc);
    }
    // EC2 says "available" here, which the SDK's enum does not know.
    put(gateway.toBuilder().attachments(a -> a.vpcId(vpc).state("available")).build());
    return AttachInternetGatewayResponse.builder().build();
  }

  public DetachInternetGatewayResponse detachInternetGateway(DetachInternetGatewayRequest request) {
    InternetGateway gateway = existing(request.internetGatewayId());
    boolean attached =
        gateway.attachments().stream()
            .map(InternetGatewayAttachment::vpcId)
            .anyMatch(vpc -> vpc.equals(request.vpcId()));
    if (!attached) {
      throw AwsError.badRequest(
          "Gateway.NotAttached",
          "resource "
              + gateway.internetGatewayId()
              + " is not attached to network "
              + request.vpcId());
    }
    put(gateway.toBuilder().attachments(List.of()).build());
    RouteTables.blackhole(context, gateway.internetGatewayId());
    return DetachInternetGatewayResponse.builder().build();
  }

  public DeleteInternetGatewayResponse deleteInternetGateway(DeleteInternetGatewayRequest request) {
    InternetGateway gateway = existing(request.internetGatewayId());
    if (!gateway.attachments().isEmpty()) {
      throw Ec2Errors.dependency(
          "The internetGateway '"
              + gateway.internetGatewayId()
              + "' has dependencies and cannot be deleted.");
    }
    context.table(Ec2Tables.INTERNET_GATEWAYS).remove(gateway.internetGatewayId());
    tags.forget(gateway.internetGatewayId());
    return DeleteInternetGatewayResponse.builder().build();
  }

  private InternetGateway existing(String id) {
    return Network.INTERNET_GATEWAYS.existing(context, id);
  }

  private void put(InternetGateway gateway) {
    context.table(Ec2Tables.INTERNET_GATEWAYS).put(gateway.internetGatewayId(), gateway);
  }

  private InternetGateway finish(InternetGateway gateway) {
    return gateway.toBuilder().tags(tags.list(gateway.internetGatewayId())).build();
  }
}
