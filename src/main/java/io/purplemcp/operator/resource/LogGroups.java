package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import io.purplemcp.operator.resource.ecs.TaskDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The tasks' log groups; deployments that name the same one share it. */
public final class LogGroups implements ResourceKind<LogGroups.Observed> {
  public static final String NAME = "LogGroup";
  private static final String ROLE = "log-group";
  private static final String RETENTION = "retentionInDays";

  /** The calls that change a log group, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          RETENTION,
          Set.of("PutRetentionPolicy", "DeleteRetentionPolicy"),
          "tags",
          Set.of("TagResource", "UntagResource", "TagLogGroup", "UntagLogGroup"),
          "presence",
          Set.of("DeleteLogGroup"));

  /** {@code :*} at the end of {@code arn}, which {@code logGroupArn} does not have (LG02). */
  private static final String ALL_STREAMS = ":*";

  private static final Duration WHILE_IN_USE = Duration.ofSeconds(30);

  /**
   * @param tags as the log group's own service or the tagging index tells them
   */
  public record Live(LogGroup group, String arn, Map<String, String> tags) {}

  /** How many groups DescribeLogGroups takes by name. */
  private static final int BATCH = 50;

  /** What exists of what is wanted or carries our tag, by name. */
  public record Observed(Map<String, Live> byName, Keepers keepers) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    TagIndex.Index index = look.snapshot().of(TagIndex.class);
    Keepers keepers = Keepers.of(look, d -> Optional.of(d.names().logGroup()));
    Set<String> wanted = new TreeSet<>();
    look.deployments().forEach(deployment -> wanted.add(deployment.names().logGroup()));
    Set<String> names = new TreeSet<>(wanted);
    index.arns(":log-group:").forEach(arn -> names.add(nameIn(arn)));
    Map<String, Live> byName = new HashMap<>();
    requests(List.copyOf(names)).stream()
        .flatMap(request -> look.clients().logs().describeLogGroupsPaginator(request).stream())
        .flatMap(page -> page.logGroups().stream())
        .filter(group -> names.contains(group.logGroupName()))
        .forEach(
            group ->
                byName.put(
                    group.logGroupName(),
                    live(look, index, group, wanted.contains(group.logGroupName()))));
    return new Observed(Map.copyOf(byName), keepers);
  }

  /**
   * One request for the usual single group, and one for each fifty; a prefix finds longer names
   * too, so that the caller has to look at the very name.
   */
  private static List<DescribeLogGroupsRequest> requests(List<String> names) {
    if (names.size() == 1) {
      return List.of(DescribeLogGroupsRequest.builder().logGroupNamePrefix(names.get(0)).build());
    }
    List<DescribeLogGroupsRequest> requests = new ArrayList<>();
    for (int from = 0; from < names.size(); from += BATCH) {
      List<String> batch = names.subList(from, Math.min(from + BATCH, names.size()));
      requests.add(DescribeLogGroupsRequest.builder().logGroupIdentifiers(batch).build());
    }
    return requests;
  }

  /** What the index does not list may be ours nevertheless; its own service knows. */
  private static Live live(Look look, TagIndex.Index index, LogGroup group, boolean wanted) {
    String arn = withoutStreams(group.arn());
    boolean ask = wanted && !index.lists(arn);
    Map<String, String> tags =
        ask
            ? look.clients().logs().listTagsForResource(request -> request.resourceArn(arn)).tags()
            : index.tags(arn);
    return new Live(group, arn, tags);
  }

  static String withoutStreams(String arn) {
    return arn.endsWith(ALL_STREAMS) ? arn.substring(0, arn.length() - ALL_STREAMS.length()) : arn;
  }

  private static String nameIn(String arn) {
    return withoutStreams(arn.substring(arn.indexOf(":log-group:") + ":log-group:".length()));
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(LogGroups.class);
    String name = deployment.names().logGroup();
    Optional<Live> live = Optional.ofNullable(observed.byName().get(name));
    Assessment.Builder assessment = Assessment.builder();
    assessment.reference(Reference.LOG_GROUP_ARN, arn(view, name));
    live.ifPresent(existing -> assessment.claim(existing.arn()));
    if (observed.keepers().keeps(deployment, name)) {
      keep(deployment, view, name, live, observed.keepers().of(name), assessment);
    }
    return assessment.build();
  }

  /** Deterministic, so that policies can name the group before it exists. */
  private static String arn(View view, String name) {
    return "arn:%s:logs:%s:%s:log-group:%s"
        .formatted(view.partition(), view.region(), view.accountId(), name);
  }

  private static void keep(
      PurpleMcpDeployment deployment,
      View view,
      String name,
      Optional<Live> live,
      Keepers.Keeper keeper,
      Assessment.Builder assessment) {
    ResourceId id = new ResourceId(NAME, name);
    boolean adopt = deployment.spec().policy().adoption() == PolicySpec.Adoption.Adopt;
    Optional<Finding> refusal =
        live.flatMap(l -> OwnershipCheck.sharedRefusal(id, l.arn(), l.tags(), adopt));
    if (refusal.isPresent()) {
      assessment.finding(refusal.get());
      return;
    }
    Optional<Integer> retention =
        Optional.of(deployment.spec().logs().retentionDays()).filter(days -> days > 0);
    Map<String, String> tags = keeper.tags(ROLE, live.map(Live::tags).orElse(Map.of()));
    Comparison comparison = new Comparison();
    comparison.value(
        RETENTION, retention.orElse(null), live.map(l -> l.group().retentionInDays()).orElse(null));
    TagComparison tagging =
        TagComparison.of(comparison, tags, live.map(Live::tags).orElse(Map.of()));
    assessment.compared(id, comparison);
    if (live.isEmpty()) {
      List<Call> calls = new ArrayList<>();
      calls.add(create(name, tags));
      retention.ifPresent(days -> calls.add(putRetention(name, days)));
      assessment.change(Change.create(id, comparison.differences(), calls.toArray(Call[]::new)));
    } else if (!comparison.same()) {
      assessment.change(
          Change.update(
              id,
              comparison.differences(),
              update(name, live.get().arn(), comparison, retention, tagging)));
    }
  }

  private static List<Call> update(
      String name,
      String arn,
      Comparison comparison,
      Optional<Integer> retention,
      TagComparison tagging) {
    List<Call> calls = new ArrayList<>();
    if (comparison.differsAt(RETENTION)) {
      calls.add(retention.map(days -> putRetention(name, days)).orElseGet(() -> keepForEver(name)));
    }
    if (!tagging.toSet().isEmpty()) {
      calls.add(
          Call.of(
              "logs:TagResource",
              x -> x.clients().logs().tagResource(r -> r.resourceArn(arn).tags(tagging.toSet()))));
    }
    if (!tagging.toRemove().isEmpty()) {
      calls.add(
          Call.of(
              "logs:UntagResource",
              x ->
                  x.clients()
                      .logs()
                      .untagResource(r -> r.resourceArn(arn).tagKeys(tagging.toRemove()))));
    }
    return calls;
  }

  private static Call create(String name, Map<String, String> tags) {
    return Call.of(
        "logs:CreateLogGroup",
        x -> {
          try {
            return x.clients().logs().createLogGroup(r -> r.logGroupName(name).tags(tags));
          } catch (ResourceAlreadyExistsException made) {
            // By a call of ours whose answer was lost; whose it really is, its tags will tell.
            return CreateLogGroupResponse.builder().build();
          }
        });
  }

  private static Call putRetention(String name, int days) {
    return Call.of(
        "logs:PutRetentionPolicy",
        x ->
            x.clients().logs().putRetentionPolicy(r -> r.logGroupName(name).retentionInDays(days)));
  }

  private static Call keepForEver(String name) {
    return Call.of(
        "logs:DeleteRetentionPolicy",
        x -> x.clients().logs().deleteRetentionPolicy(r -> r.logGroupName(name)));
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.names().logGroup().equals(owned.resource().name());
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    Live live = snapshot.of(LogGroups.class).byName().get(resource.name());
    Set<String> forms =
        live == null ? Set.of(resource.name()) : Set.of(resource.name(), live.arn());
    return Trace.calls(path, CALLS)
        .map(calls -> new Trace(List.of(), List.of(forms), calls, false));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    List<Owned> owned = new ArrayList<>();
    return snapshot.of(LogGroups.class).byName().entrySet().stream()
        .flatMap(
            each ->
                Owned.of(
                    new ResourceId(NAME, each.getKey()),
                    each.getValue().arn(),
                    each.getValue().tags()))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    Assessment.Builder assessment = Assessment.builder();
    for (Owned each : owned) {
      String name = each.resource().name();
      Optional<Finding> inUse = inUse(each.resource(), view);
      if (inUse.isPresent()) {
        assessment.finding(inUse.get());
        continue;
      }
      assessment.change(
          Change.delete(
              each.resource(),
              Call.of("logs:DeleteLogGroup", x -> delete(x.clients().logs(), name))));
    }
    return assessment.build();
  }

  /** Tasks of a deployment that was retained may still write to it. */
  private static Optional<Finding> inUse(ResourceId id, View view) {
    TaskDefinitions.Observed definitions = view.observed(TaskDefinitions.class);
    return view.observed(ServiceReadings.class).all().stream()
        .map(live -> live.service())
        .filter(service -> definitions.mayLogTo(service.taskDefinition(), id.name()))
        .findFirst()
        .map(
            service ->
                Finding.waiting(
                    Reason.WaitingForDependency,
                    id,
                    "The log group %s is kept while the service %s may write to it"
                        .formatted(id.name(), service.serviceName()),
                    WHILE_IN_USE));
  }

  private static DeleteLogGroupResponse delete(CloudWatchLogsClient logs, String name) {
    try {
      return logs.deleteLogGroup(request -> request.logGroupName(name));
    } catch (ResourceNotFoundException gone) {
      return DeleteLogGroupResponse.builder().build();
    }
  }
}
