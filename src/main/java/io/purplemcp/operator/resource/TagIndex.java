package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/**
 * Not a resource but what AWS's tagging index says of all that carries our tag: the tags by ARN of
 * load balancers, target groups, listeners, log groups, clusters, services and web ACLs. One call
 * per hundred resources saves one call for each.
 *
 * <p>The index lags behind. What is not listed may be ours nevertheless: a room asks the service
 * itself before it says {@code NotOwned}.
 */
public final class TagIndex implements ResourceKind<TagIndex.Index> {
  /** What the API allows on one page. */
  private static final int PAGE = 100;

  /** Task definitions are left out: every revision of the past would be a row. */
  private static final Set<String> TYPES =
      Set.of("ecs:cluster", "ecs:service", "elasticloadbalancing", "logs:log-group", "wafv2");

  /**
   * @param byArn the tags of everything that carries our tag
   */
  public record Index(Map<String, Map<String, String>> byArn) {
    /** The tags of a resource; none when it is not listed. */
    public Map<String, String> tags(String arn) {
      return byArn.getOrDefault(arn, Map.of());
    }

    public boolean lists(String arn) {
      return byArn.containsKey(arn);
    }

    /** The ARNs of what we own of a kind: {@code arns(":loadbalancer/app/")}. */
    public Set<String> arns(String part) {
      return byArn.keySet().stream()
          .filter(arn -> arn.contains(part))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Override
  public String name() {
    return "TagIndex";
  }

  @Override
  public Index observe(Look look) {
    var byArn = new HashMap<String, Map<String, String>>();
    look.clients()
        .tagging()
        .getResourcesPaginator(
            request ->
                request
                    .resourcesPerPage(PAGE)
                    .resourceTypeFilters(TYPES)
                    .tagFilters(
                        filter -> filter.key(Ownership.MANAGED_BY).values(Ownership.OPERATOR)))
        .resourceTagMappingList()
        .forEach(
            mapping ->
                byArn.put(mapping.resourceARN(), Tags.map(mapping.tags(), Tag::key, Tag::value)));
    return new Index(Map.copyOf(byArn));
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return Assessment.NOTHING;
  }

  /** Nothing of this kind is ours. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
