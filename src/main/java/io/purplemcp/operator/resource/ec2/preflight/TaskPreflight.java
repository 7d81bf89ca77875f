package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ec2.preflight.GroupRules.Peer;
import io.purplemcp.operator.resource.ec2.preflight.Tasks.Service;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Whether a task in a subnet reaches what it needs: the SentinelOne console and the image's
 * registry on the internet, and ECR, Secrets Manager and CloudWatch Logs there or through endpoints
 * of the VPC. Pure. The policies of endpoints and the VPC's DNS settings are not looked at.
 */
public record TaskPreflight(Topology topology, Tasks tasks) {
  private static final String CONSOLE = "the SentinelOne console";
  private static final String REGISTRY = "the image's registry";

  /** The verdict on every subnet of the tasks that exists. */
  public List<Judgement> judgements() {
    return tasks.subnets().stream()
        .distinct()
        .flatMap(id -> topology.subnet(id).stream())
        .map(this::judge)
        .toList();
  }

  Judgement judge(Subnet subnet) {
    if (Topology.range(subnet).isEmpty()) {
      return new Judgement(
          subnet.subnetId(),
          Set.of(CONSOLE),
          new Unknown("%s has IPv6 addresses only".formatted(subnet.subnetId())));
    }
    Verdict internet = internet(subnet);
    EndpointWay endpoints = new EndpointWay(topology, tasks);
    Set<String> overInternet = new LinkedHashSet<>(Set.of(CONSOLE));
    if (!tasks.imageFromEcrHere()) {
      overInternet.add(REGISTRY);
    }
    List<Judgement> served = new ArrayList<>();
    for (Service service : tasks.services()) {
      Optional<Verdict> way = endpoints.to(service, subnet);
      if (way.isEmpty()) {
        overInternet.add(service.words());
      } else {
        served.add(new Judgement(subnet.subnetId(), Set.of(service.words()), way.get()));
      }
    }
    Judgement first =
        new Judgement(subnet.subnetId(), overInternet, explained(internet, endpoints, subnet));
    return served.stream().reduce(first, Judgement::and);
  }

  private Verdict internet(Subnet subnet) {
    Verdict groups =
        tasks
            .letOut(Peer.INTERNET)
            .verdict(
                () ->
                    new Unknown(
                        "network.securityGroups let HTTPS out to part of the internet only"),
                () ->
                    new Shut(
                        Reason.TrafficDenied,
                        "network.securityGroups (%s) let no HTTPS out to the internet"
                            .formatted(
                                tasks.groupIds().stream()
                                    .sorted()
                                    .collect(Collectors.joining(", "))),
                        "Allow outbound TCP 443 to 0.0.0.0/0 in one of them"));
    return new InternetWay(topology).from(subnet, tasks.publicAddress()).and(groups);
  }

  /** Somebody who made endpoints expects them to do; why they do not is worth a word. */
  private Verdict explained(Verdict internet, EndpointWay endpoints, Subnet subnet) {
    if (!(internet instanceof Shut shut)) {
      return internet;
    }
    String idle =
        tasks.services().stream()
            .flatMap(service -> endpoints.idle(service, subnet).stream())
            .distinct()
            .map(TaskPreflight::whyIdle)
            .collect(Collectors.joining());
    return new Shut(shut.reason(), shut.cause() + idle, shut.fix());
  }

  private static String whyIdle(VpcEndpoint endpoint) {
    return endpoint.routeTableIds().isEmpty() && !endpoint.subnetIds().isEmpty()
        ? ", and the endpoint %s has its private DNS name off".formatted(endpoint.vpcEndpointId())
        : ", and the endpoint %s is not in it".formatted(endpoint.vpcEndpointId());
  }
}
