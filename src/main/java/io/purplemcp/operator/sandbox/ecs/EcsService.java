package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The operations of ECS that the sandbox knows: those for services on Fargate. */
public final class EcsService implements SandboxService {
  private final ClusterBook clusters;
  private final CapacityProviderBook capacityProviders;
  private final TaskDefinitionBook definitions;
  private final ServiceBook services;
  private final ServiceReads reads;
  private final DeploymentReads deployments;
  private final TaskBook tasks;
  private final AccountSettings settings;
  private final EcsTags tags;

  public EcsService(Context context) {
    this.clusters = new ClusterBook(context);
    this.capacityProviders = new CapacityProviderBook(context);
    this.definitions = new TaskDefinitionBook(context);
    this.services = new ServiceBook(context);
    this.reads = new ServiceReads(context);
    this.deployments = new DeploymentReads(context);
    this.tasks = new TaskBook(context);
    this.settings = new AccountSettings(context);
    this.tags = new EcsTags(context);
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "ecs",
        ServiceDefinition.Protocol.AWS_JSON,
        EcsClient.class,
        false,
        EcsService.class,
        EcsService::new,
        Set.of(),
        new ServiceClock());
  }

  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return clusters.create(request);
  }

  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return clusters.describe(request);
  }

  public ListClustersResponse listClusters(ListClustersRequest request) {
    return clusters.list(request);
  }

  public UpdateClusterResponse updateCluster(UpdateClusterRequest request) {
    return clusters.update(request);
  }

  public UpdateClusterSettingsResponse updateClusterSettings(UpdateClusterSettingsRequest request) {
    return clusters.updateSettings(request);
  }

  public PutClusterCapacityProvidersResponse putClusterCapacityProviders(
      PutClusterCapacityProvidersRequest request) {
    return clusters.putCapacityProviders(request);
  }

  public CreateCapacityProviderResponse createCapacityProvider(
      CreateCapacityProviderRequest request) {
    return capacityProviders.create(request);
  }

  public DescribeCapacityProvidersResponse describeCapacityProviders(
      DescribeCapacityProvidersRequest request) {
    return capacityProviders.describe(request);
  }

  public DeleteCapacityProviderResponse deleteCapacityProvider(
      DeleteCapacityProviderRequest request) {
    return capacityProviders.delete(request);
  }

  public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return clusters.delete(request);
  }

  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return definitions.register(request);
  }

  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return definitions.describe(request);
  }

  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    return definitions.list(request);
  }

  public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(
      ListTaskDefinitionFamiliesRequest request) {
    return definitions.listFamilies(request);
  }

  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return definitions.deregister(request);
  }

  public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
    return definitions.delete(request);
  }

  public CreateServiceResponse createService(CreateServiceRequest request) {
    return services.create(request);
  }

  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return services.update(request);
  }

  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return services.delete(request);
  }

  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    return reads.describe(request);
  }

  public ListServicesResponse listServices(ListServicesRequest request) {
    return reads.list(request);
  }

  public ListServiceDeploymentsResponse listServiceDeployments(
      ListServiceDeploymentsRequest request) {
    return deployments.list(request);
  }

  public DescribeServiceDeploymentsResponse describeServiceDeployments(
      DescribeServiceDeploymentsRequest request) {
    return deployments.describe(request);
  }

  public DescribeServiceRevisionsResponse describeServiceRevisions(
      DescribeServiceRevisionsRequest request) {
    return deployments.describe(request);
  }

  public StopServiceDeploymentResponse stopServiceDeployment(StopServiceDeploymentRequest request) {
    return deployments.stop(request);
  }

  public ListTasksResponse listTasks(ListTasksRequest request) {
    return tasks.list(request);
  }

  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return tasks.describe(request);
  }

  public StopTaskResponse stopTask(StopTaskRequest request) {
    return tasks.stop(request);
  }

  public RunTaskResponse runTask(RunTaskRequest request) {
    return tasks.run(request);
  }

  public ListAccountSettingsResponse listAccountSettings(ListAccountSettingsRequest request) {
    return settings.list(request);
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    return tags.tag(request);
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return tags.untag(request);
  }

  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return tags.list(request.resourceArn());
  }

  public PutAccountSettingResponse putAccountSetting(PutAccountSettingRequest request) {
    return settings.put(request.name(), request.value());
  }

  public PutAccountSettingDefaultResponse putAccountSettingDefault(
      PutAccountSettingDefaultRequest request) {
    return settings.putDefault(request.name(), request.value());
  }
}
