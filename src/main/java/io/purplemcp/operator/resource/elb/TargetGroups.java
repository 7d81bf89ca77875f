package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The target groups that the tasks register with. */
public final class TargetGroups implements ResourceKind<TargetGroups.Observed> {
  public static final String NAME = "TargetGroup";

  /** The calls that change a target group, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "", Set.of("ModifyTargetGroup"),
          "attributes", Set.of("ModifyTargetGroupAttributes"),
          "tags", Set.of("AddTags", "RemoveTags"),
          "presence", Set.of());

  static final String ROLE = "target-group";

  /** A listener lets go of its target group with the call that repoints it. */
  private static final Duration UNTIL_UNUSED = Duration.ofSeconds(10);

  /**
   * A target group that bears one of our names or tags.
   *
   * @param attributes its attributes; those of a superseded group are not read
   */
  public record Live(TargetGroup group, Map<String, String> attributes, Map<String, String> tags) {
    String arn() {
      return group.targetGroupArn();
    }

    boolean inUse() {
      return !group.loadBalancerArns().isEmpty();
    }

    ResourceId id() {
      return TargetGroups.id(group.targetGroupName());
    }
  }

  /**
   * What bears one of our names or tags, by name: names are unique within a target.
   *
   * @param awaited the ARNs of declared groups without a healthy target, where an older group of
   *     the deployment serves
   */
  public record Observed(Map<String, Live> byName, Set<String> awaited) {
    public Optional<Live> named(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }

  static ResourceId id(String name) {
    return new ResourceId(NAME, name);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    var elb = look.clients().elasticLoadBalancing();
    var wanted = new HashMap<String, PurpleMcpDeployment>();
    look.deployments().stream()
        .filter(deployment -> deployment.spec().balanced())
        .forEach(deployment -> wanted.put(deployment.names().targetGroup(), deployment));
    var groups = new HashMap<String, TargetGroup>();
    elb.describeTargetGroupsPaginator(request -> request.pageSize(ElbTags.PAGE))
        .targetGroups()
        .forEach(group -> groups.put(group.targetGroupName(), group));
    Map<String, Map<String, String>> tags =
        ElbTags.observe(
            look,
            arns(groups.values()),
            ElbTags.expected(wanted, groups, TargetGroup::targetGroupArn, ROLE));
    var byName = new HashMap<String, Live>();
    groups.forEach(
        (name, group) -> {
          Map<String, String> own = tags.getOrDefault(group.targetGroupArn(), Map.of());
          if (wanted.containsKey(name)) {
            attributes(look, group)
                .ifPresent(attributes -> byName.put(name, new Live(group, attributes, own)));
          } else if (Ownership.of(own).isPresent()) {
            byName.put(name, new Live(group, Map.of(), own));
          }
        });
    return new Observed(Map.copyOf(byName), awaited(look, wanted, byName));
  }

  private static Set<String> awaited(
      Look look, Map<String, PurpleMcpDeployment> wanted, Map<String, Live> byName) {
    return wanted.entrySet().stream()
        .filter(entry -> byName.containsKey(entry.getKey()))
        .filter(entry -> older(entry.getValue(), byName).anyMatch(Live::inUse))
        .map(entry -> byName.get(entry.getKey()).arn())
        .filter(arn -> healthy(look, arn) == 0)
        .collect(Collectors.toSet());
  }

  private static long healthy(Look look, String arn) {
    try {
      return look
          .clients()
          .elasticLoadBalancing()
          .describeTargetHealth(request -> request.targetGroupArn(arn))
          .targetHealthDescriptions()
          .stream()
          .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
          .count();
    } catch (TargetGroupNotFoundException gone) {
      return 0;
    }
  }

  /** Groups of a deployment that are not the declared one. */
  static Stream<Live> older(PurpleMcpDeployment deployment, View view) {
    return older(deployment, view.observed(TargetGroups.class).byName());
  }

  private static Stream<Live> older(PurpleMcpDeployment deployment, Map<String, Live> byName) {
    return byName.values().stream()
        .filter(live -> deployment.name().equals(live.tags().get(Ownership.DEPLOYMENT)))
        .filter(live -> ROLE.equals(live.tags().get(Ownership.ROLE)))
        .filter(live -> !live.group().targetGroupName().equals(deployment.names().targetGroup()));
  }

  /** The ports of a deployment's older groups, whose tasks still have to be reached. */
  public static Set<Integer> olderPorts(PurpleMcpDeployment deployment, Snapshot snapshot) {
    return snapshot.find(TargetGroups.class).stream()
        .flatMap(observed -> older(deployment, observed.byName()))
        .map(live -> live.group().port())
        .collect(Collectors.toSet());
  }

  /** The ports of all groups of ours that a gateway serves by, declared ones or not. */
  public static Set<Integer> portsBehind(PurpleMcpGateway gateway, Snapshot snapshot) {
    Set<String> balancer =
        snapshot.find(LoadBalancers.class).stream()
            .flatMap(observed -> observed.ofGateway(gateway.name()).stream())
            .map(LoadBalancers.Live::arn)
            .collect(Collectors.toSet());
    return snapshot.find(TargetGroups.class).stream()
        .flatMap(observed -> observed.byName().values().stream())
        .filter(live -> live.group().loadBalancerArns().stream().anyMatch(balancer::contains))
        .map(live -> live.group().port())
        .collect(Collectors.toSet());
  }

  private static List<String> arns(Collection<TargetGroup> groups) {
    return groups.stream().map(TargetGroup::targetGroupArn).toList();
  }

  /** Empty when the group has gone since it was listed. */
  private static Optional<Map<String, String>> attributes(Look look, TargetGroup group) {
    var attributes = new HashMap<String, String>();
    try {
      look.clients()
          .elasticLoadBalancing()
          .describeTargetGroupAttributes(request -> request.targetGroupArn(group.targetGroupArn()))
          .attributes()
          .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
    } catch (TargetGroupNotFoundException gone) {
      return Optional.empty();
    }
    return Optional.of(Map.copyOf(attributes));
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    if (!deployment.spec().balanced()) {
      return Assessment.NOTHING;
    }
    var assessment = Assessment.builder();
    var form = new TargetGroupForm(deployment, deployment.spec().targetGroup().orElseThrow());
    Optional<Live> live = view.observed(TargetGroups.class).named(deployment.names().targetGroup());
    if (live.isEmpty()) {
      assessment
          .compared(form.id(), form.compare(Optional.empty()).comparison())
          .change(form.create());
    } else {
      assessExisting(deployment, view, form, live.get(), assessment);
    }
    superseded(deployment, view).forEach(old -> assessSuperseded(old, view, assessment));
    return assessment.build();
  }

  private static void assessExisting(
      PurpleMcpDeployment deployment,
      View view,
      TargetGroupForm form,
      Live live,
      Assessment.Builder assessment) {
    Optional<Finding> refusal =
        OwnershipCheck.refusal(form.id(), live.arn(), live.tags(), deployment, view);
    if (refusal.isPresent()) {
      assessment.finding(refusal.get());
      return;
    }
    assessment.claim(live.arn()).reference(Reference.TARGET_GROUP_ARN, live.arn());
    TargetGroupForm.Compared compared = form.compare(Optional.of(live));
    assessment.compared(form.id(), compared.comparison());
    form.replacementRequired(compared.comparison()).ifPresent(assessment::finding);
    if (!loadBalancer(deployment, view).containsAll(live.group().loadBalancerArns())) {
      assessment.finding(form.takenByAnother(live.group().loadBalancerArns()));
    }
    form.update(live.arn(), compared).ifPresent(assessment::change);
  }

  /**
   * Groups of this deployment that another name has taken the place of on the same load balancer.
   * One that another load balancer forwards to goes with that one.
   */
  private static List<Live> superseded(PurpleMcpDeployment deployment, View view) {
    Set<String> ours = loadBalancer(deployment, view);
    return older(deployment, view)
        .filter(live -> ours.containsAll(live.group().loadBalancerArns()))
        .toList();
  }

  private static Set<String> loadBalancer(PurpleMcpDeployment deployment, View view) {
    LoadBalancers.Observed observed = view.observed(LoadBalancers.class);
    Optional<LoadBalancers.Live> balancer =
        deployment.spec().gateway().isPresent()
            ? observed.ofGateway(deployment)
            : observed.named(deployment.names().loadBalancer());
    return balancer.stream().map(LoadBalancers.Live::arn).collect(Collectors.toSet());
  }

  private static void assessSuperseded(Live old, View view, Assessment.Builder assessment) {
    assessment.claim(old.arn());
    if (old.inUse() || tasksRegister(old, view)) {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForDependency,
              old.id(),
              "The superseded target group %s is deleted when no listener forwards to it and no task registers with it any more"
                  .formatted(old.group().targetGroupName()),
              UNTIL_UNUSED));
    } else {
      assessment.change(TargetGroupForm.delete(old));
    }
  }

  /** The tasks of an earlier rollout leave the group that they have registered with. */
  private static boolean tasksRegister(Live old, View view) {
    return view.observed(ServiceReadings.class).all().stream()
        .filter(service -> old.tags().get(Ownership.DEPLOYMENT) != null)
        .filter(
            service ->
                old.tags()
                    .get(Ownership.DEPLOYMENT)
                    .equals(service.tags().get(Ownership.DEPLOYMENT)))
        .anyMatch(
            service ->
                !service.settled()
                    || service.service().loadBalancers().stream()
                        .anyMatch(each -> old.arn().equals(each.targetGroupArn())));
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.spec().balanced()
        && deployment.names().targetGroup().equals(owned.resource().name());
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return Optional.ofNullable(snapshot.of(TargetGroups.class).byName().get(resource.name()))
        .flatMap(
            live ->
                Trace.calls(path, CALLS)
                    .map(calls -> Trace.of(live.group().targetGroupArn(), calls)));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(TargetGroups.class).byName().values().stream()
        .flatMap(live -> Owned.of(live.id(), live.arn(), live.tags()))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      view.observed(TargetGroups.class)
          .named(each.resource().name())
          .ifPresent(live -> assessSuperseded(live, view, assessment));
    }
    return assessment.build();
  }
}
