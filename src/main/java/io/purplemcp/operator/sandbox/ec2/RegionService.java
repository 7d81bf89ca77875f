package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** What EC2 tells of regions, zones and the account. */
public final class RegionService implements SandboxService {
  /** The regions that are on in every account. */
  private static final List<String> REGIONS =
      List.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private static final String NO_OPT_IN = "opt-in-not-required";

  private static final Filters<AvailabilityZone> ZONES =
      new Filters<AvailabilityZone>()
          .on("group-name", AvailabilityZone::groupName)
          .on("opt-in-status", AvailabilityZone::optInStatusAsString)
          .on("region-name", AvailabilityZone::regionName)
          .on("state", AvailabilityZone::stateAsString)
          .on("zone-id", AvailabilityZone::zoneId)
          .on("zone-name", AvailabilityZone::zoneName)
          .on("zone-type", AvailabilityZone::zoneType);

  private static final Filters<Region> REGION_FILTERS =
      new Filters<Region>()
          .on("endpoint", Region::endpoint)
          .on("opt-in-status", Region::optInStatus)
          .on("region-name", Region::regionName);

  private final Context context;

  private RegionService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(RegionService.class, RegionService::new);
  }

  public DescribeAvailabilityZonesResponse describeAvailabilityZones(
      DescribeAvailabilityZonesRequest request) {
    List<AvailabilityZone> named =
        Zones.of(context.scope().region()).stream()
            .map(this::zone)
            .filter(
                z -> request.zoneNames().isEmpty() || request.zoneNames().contains(z.zoneName()))
            .filter(z -> request.zoneIds().isEmpty() || request.zoneIds().contains(z.zoneId()))
            .toList();
    return DescribeAvailabilityZonesResponse.builder()
        .availabilityZones(ZONES.select(named, request.filters(), zone -> Map.of()))
        .build();
  }

  public DescribeRegionsResponse describeRegions(DescribeRegionsRequest request) {
    List<Region> named =
        REGIONS.stream()
            .filter(r -> request.regionNames().isEmpty() || request.regionNames().contains(r))
            .map(RegionService::region)
            .toList();
    return DescribeRegionsResponse.builder()
        .regions(REGION_FILTERS.select(named, request.filters(), region -> Map.of()))
        .build();
  }

  public DescribeAccountAttributesResponse describeAccountAttributes(
      DescribeAccountAttributesRequest request) {
    List<AccountAttribute> all =
        List.of(
            attribute("supported-platforms", "VPC"),
            attribute("default-vpc", new SecurityGroups(context).defaultVpc()),
            attribute("vpc-max-security-groups-per-interface", "5"));
    List<String> wanted = request.attributeNamesAsStrings();
    return DescribeAccountAttributesResponse.builder()
        .accountAttributes(
            all.stream()
                .filter(a -> wanted.isEmpty() || wanted.contains(a.attributeName()))
                .toList())
        .build();
  }

  private AvailabilityZone zone(String name) {
    return AvailabilityZone.builder()
        .zoneName(name)
        .zoneId(Zones.id(name))
        .regionName(context.scope().region())
        .groupName(context.scope().region() + "-zg-1")
        .networkBorderGroup(context.scope().region())
        .zoneType("availability-zone")
        .state(AvailabilityZoneState.AVAILABLE)
        .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
        .build();
  }

  private static Region region(String name) {
    return Region.builder()
        .regionName(name)
        .endpoint("ec2." + name + ".amazonaws.com")
        .optInStatus(NO_OPT_IN)
        .build();
  }

  private static AccountAttribute attribute(String name, String value) {
    return AccountAttribute.builder()
        .attributeName(name)
        .attributeValues(v -> v.attributeValue(value))
        .build();
  }
}
