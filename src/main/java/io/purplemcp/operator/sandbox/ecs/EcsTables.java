package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.TableKey;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS keeps. */
public final class EcsTables {
  /** By name. */
  public static final TableKey<Cluster> CLUSTERS = TableKey.of("ecs.clusters", Cluster.class);

  /** Those of instances, by name. */
  public static final TableKey<CapacityProvider> CAPACITY_PROVIDERS =
      TableKey.of("ecs.capacityProviders", CapacityProvider.class);

  /** By {@code family:revision}. */
  public static final TableKey<TaskDefinition> TASK_DEFINITIONS =
      TableKey.of("ecs.taskDefinitions", TaskDefinition.class);

  /** The last revision of a family, by family: numbers are never used again. */
  public static final TableKey<Integer> REVISIONS = TableKey.of("ecs.revisions", Integer.class);

  /** By {@code cluster/service}. */
  public static final TableKey<ServiceRow> SERVICES = TableKey.of("ecs.services", ServiceRow.class);

  /** By ARN. */
  public static final TableKey<ServiceDeployment> SERVICE_DEPLOYMENTS =
      TableKey.of("ecs.serviceDeployments", ServiceDeployment.class);

  /** By ARN. */
  public static final TableKey<ServiceRevision> SERVICE_REVISIONS =
      TableKey.of("ecs.serviceRevisions", ServiceRevision.class);

  /** By ARN; a stopped task stays for {@link TaskTimes#VISIBLE_AFTER_STOP}. */
  public static final TableKey<TaskRow> TASKS = TableKey.of("ecs.tasks", TaskRow.class);

  /** The tags of every resource, by ARN. */
  public static final TableKey<TagSet> TAGS = TableKey.of("ecs.tags", TagSet.class);

  /** Account settings by name. */
  public static final TableKey<String> ACCOUNT_SETTINGS =
      TableKey.of("ecs.accountSettings", String.class);

  private EcsTables() {}
}
