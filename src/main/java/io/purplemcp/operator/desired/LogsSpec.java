package io.purplemcp.operator.desired;

/**
 * The tasks' log group.
 *
 * @param group its name; shared by all deployments that name it
 * @param retentionDays how long events are kept; 0 keeps them for ever
 * @param createGroup sets the {@code awslogs-create-group} option as the vendor's guide does; not
 *     needed, as the operator makes the group
 */
public record LogsSpec(String group, Integer retentionDays, Boolean createGroup) {
  public static final LogsSpec DEFAULT = new LogsSpec(null, null, null);

  public LogsSpec {
    group = group == null ? "/ecs/purple-mcp" : group;
    retentionDays = retentionDays == null ? Integer.valueOf(30) : retentionDays;
    createGroup = createGroup == null ? Boolean.FALSE : createGroup;
  }
}
