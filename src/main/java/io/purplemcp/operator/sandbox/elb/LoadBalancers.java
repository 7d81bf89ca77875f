package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;

/** Application load balancers. */
final class LoadBalancers {
  /** AWS: one to four minutes. */
  private static final Duration PROVISIONING = Duration.ofSeconds(90);

  private static final int MOST_IN_A_CALL = 20;
  private static final String INTERNAL = "internal";

  private final Context context;
  private final Table<LoadBalancerRow> table;
  private final ElbTags tags;
  private final Network network;
  private final Interfaces interfaces;

  LoadBalancers(Context context) {
    this.context = context;
    this.table = context.table(ElbTables.LOAD_BALANCERS);
    this.tags = new ElbTags(context);
    this.network = Network.in(context);
    this.interfaces = new Interfaces(context);
  }

  static LoadBalancerRow find(Context context, String arn) {
    return context
        .table(ElbTables.LOAD_BALANCERS)
        .find(ElbErrors.required(arn, "loadBalancerArn"))
        .orElseThrow(() -> ElbErrors.loadBalancerNotFound(arn));
  }

  LoadBalancer create(CreateLoadBalancerRequest request) {
    String name = ElbNames.checked("Load balancer", request.name());
    if (name.startsWith("internal-")) {
      throw ElbErrors.validation("Load balancer name '" + name + "' cannot begin with 'internal-'");
    }
    mustBeApplication(request.typeAsString());
    Map<String, String> given = ElbTags.checked(request.tags());
    String scheme = scheme(request.schemeAsString());
    Placement placement =
        Placement.of(network, request.subnets(), request.subnetMappings(), INTERNAL.equals(scheme));
    LoadBalancer wanted = wanted(request, scheme, placement);
    Optional<LoadBalancerRow> existing = named(name);
    return existing.isPresent()
        ? sameOrDuplicate(existing.get(), wanted)
        : add(wanted, placement, given);
  }

  List<LoadBalancer> describe(DescribeLoadBalancersRequest request) {
    ElbErrors.atMost(MOST_IN_A_CALL, request.loadBalancerArns(), "loadBalancerArns");
    ElbErrors.atMost(MOST_IN_A_CALL, request.names(), "names");
    if (!request.loadBalancerArns().isEmpty()) {
      return request.loadBalancerArns().stream().map(arn -> described(find(context, arn))).toList();
    }
    if (!request.names().isEmpty()) {
      return request.names().stream().map(name -> described(mustBeNamed(name))).toList();
    }
    return table.all().stream().map(this::described).toList();
  }

  List<String> setSecurityGroups(String arn, List<String> groups) {
    LoadBalancerRow row = find(context, arn);
    ElbErrors.required(groups, "securityGroups");
    network.mustHaveSecurityGroups(row.model().vpcId(), groups);
    table.put(arn, row.with(row.model().toBuilder().securityGroups(groups).build()));
    interfaces.setSecurityGroups(row.networkInterfaces(), groups);
    return groups;
  }

  List<AvailabilityZone> setSubnets(SetSubnetsRequest request) {
    LoadBalancerRow row = find(context, request.loadBalancerArn());
    boolean internal = INTERNAL.equals(row.model().schemeAsString());
    Placement placement =
        Placement.of(network, request.subnets(), request.subnetMappings(), internal);
    if (!placement.vpcId().equals(row.model().vpcId())) {
      throw ElbErrors.invalidConfiguration(
          "Subnets must be in the load balancer's VPC '" + row.model().vpcId() + "'");
    }
    LoadBalancer.Builder changed = row.model().toBuilder().availabilityZones(placement.zones());
    Optional.ofNullable(request.ipAddressTypeAsString())
        .ifPresent(type -> changed.ipAddressType(addressType(type, placement)));
    LoadBalancer after = changed.build();
    table.put(
        row.arn(),
        new LoadBalancerRow(
            after,
            row.attributes(),
            row.activeAt(),
            interfaces.place(after, placement, row.networkInterfaces())));
    return after.availabilityZones();
  }

  String setIpAddressType(String arn, String type) {
    LoadBalancerRow row = find(context, arn);
    List<String> subnets =
        row.model().availabilityZones().stream().map(AvailabilityZone::subnetId).toList();
    Placement placement = Placement.of(network, subnets, List.of(), true);
    String checked = addressType(ElbErrors.required(type, "ipAddressType"), placement);
    table.put(arn, row.with(row.model().toBuilder().ipAddressType(checked).build()));
    return checked;
  }

  Map<String, String> modifyAttributes(String arn, Map<String, String> changes) {
    LoadBalancerRow row = find(context, arn);
    boolean internal = INTERNAL.equals(row.model().schemeAsString());
    LoadBalancerRow after =
        row.withAttributes(
            AttributeCatalogue.loadBalancer(internal).changed(row.attributes(), changes));
    table.put(arn, after);
    return after.attributes();
  }

  /** Deleting a load balancer that does not exist succeeds. */
  void delete(String arn) {
    Optional<LoadBalancerRow> row = table.find(ElbErrors.required(arn, "loadBalancerArn"));
    if (row.isEmpty()) {
      return;
    }
    if ("true".equals(row.get().attributes().get("deletion_protection.enabled"))) {
      throw ElbErrors.notPermitted(
          "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
    }
    new Listeners(context).deleteOf(arn);
    interfaces.leave(row.get().networkInterfaces());
    table.remove(arn);
    tags.forget(arn);
  }

  private LoadBalancer wanted(
      CreateLoadBalancerRequest request, String scheme, Placement placement) {
    network.mustHaveSecurityGroups(placement.vpcId(), request.securityGroups());
    List<String> groups =
        request.securityGroups().isEmpty()
            ? network.defaultSecurityGroup(placement.vpcId())
            : request.securityGroups();
    String type =
        request.ipAddressTypeAsString() == null ? "ipv4" : request.ipAddressTypeAsString();
    return LoadBalancer.builder()
        .loadBalancerName(request.name())
        .scheme(scheme)
        .type("application")
        .ipAddressType(addressType(type, placement))
        .vpcId(placement.vpcId())
        .availabilityZones(placement.zones())
        .securityGroups(groups)
        .canonicalHostedZoneId(HostedZones.in(context.scope().region()))
        .build();
  }

  private LoadBalancer add(LoadBalancer wanted, Placement placement, Map<String, String> given) {
    String name = wanted.loadBalancerName();
    String arn = ElbNames.arn(context, "loadbalancer/app/" + name + "/" + ElbNames.id(context));
    boolean internal = INTERNAL.equals(wanted.schemeAsString());
    LoadBalancer balancer =
        wanted.toBuilder()
            .loadBalancerArn(arn)
            .dnsName(dnsName(name, internal))
            .createdTime(context.now())
            .build();
    LoadBalancerRow row =
        new LoadBalancerRow(
            balancer,
            AttributeCatalogue.loadBalancer(internal).defaults(),
            context.after(PROVISIONING),
            interfaces.place(balancer, placement, List.of()));
    table.put(arn, row);
    tags.tagNew(arn, given);
    return described(row);
  }

  private String dnsName(String name, boolean internal) {
    return (internal ? "internal-" : "")
        + name
        + "-"
        + context.ids().digits(10)
        + "."
        + context.scope().region()
        + ".elb.amazonaws.com";
  }

  private LoadBalancer sameOrDuplicate(LoadBalancerRow existing, LoadBalancer wanted) {
    LoadBalancer before = existing.model();
    LoadBalancer same =
        wanted.toBuilder()
            .loadBalancerArn(before.loadBalancerArn())
            .dnsName(before.dnsName())
            .createdTime(before.createdTime())
            .build();
    if (!same.equals(before)) {
      throw AwsError.badRequest(
          "DuplicateLoadBalancerName",
          "A load balancer with the same name '"
              + before.loadBalancerName()
              + "' exists, but with different settings");
    }
    return described(existing);
  }

  private LoadBalancer described(LoadBalancerRow row) {
    String state = context.now().isBefore(row.activeAt()) ? "provisioning" : "active";
    return row.model().toBuilder().state(LoadBalancerState.builder().code(state).build()).build();
  }

  private Optional<LoadBalancerRow> named(String name) {
    return table.all().stream()
        .filter(row -> row.model().loadBalancerName().equals(name))
        .findFirst();
  }

  private LoadBalancerRow mustBeNamed(String name) {
    return named(name).orElseThrow(() -> ElbErrors.loadBalancerNotFound(name));
  }

  private static void mustBeApplication(String type) {
    if (type != null && !type.equals("application")) {
      throw ElbErrors.validation("The sandbox has no load balancers of type '" + type + "'");
    }
  }

  private static String scheme(String given) {
    String scheme = given == null ? "internet-facing" : given;
    if (!scheme.equals(INTERNAL) && !scheme.equals("internet-facing")) {
      throw AwsError.badRequest(
          "InvalidScheme", "Scheme '" + scheme + "' must be internal or internet-facing");
    }
    return scheme;
  }

  private static String addressType(String type, Placement placement) {
    if (!List.of("ipv4", "dualstack", "dualstack-without-public-ipv4").contains(type)) {
      throw ElbErrors.validation("IP address type '" + type + "' is not supported");
    }
    if (!type.equals("ipv4") && !placement.hasIpv6()) {
      throw AwsError.badRequest(
          "InvalidSubnet",
          "You must specify subnets with an associated IPv6 CIDR block for type '" + type + "'");
    }
    return type;
  }
}
