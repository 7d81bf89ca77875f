package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderType;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Capacity providers: Fargate's two, which every account has, and those of instances. The instances
 * themselves are not in the sandbox: a task finds room as on Fargate.
 */
final class CapacityProviderBook {
  private static final String NAME = "[a-zA-Z0-9_-]{1,255}";
  private static final Set<String> RESERVED = Set.of("aws", "ecs", "fargate");

  private final Context context;

  CapacityProviderBook(Context context) {
    this.context = context;
  }

  CreateCapacityProviderResponse create(CreateCapacityProviderRequest request) {
    String name = Optional.ofNullable(request.name()).orElse("");
    String lower = name.toLowerCase(Locale.ROOT);
    if (!name.matches(NAME) || RESERVED.stream().anyMatch(lower::startsWith)) {
      throw EcsError.client("The specified capacity provider name is invalid: " + name);
    }
    if (find(name).isPresent()) {
      throw EcsError.client("A capacity provider of the name " + name + " already exists.");
    }
    boolean managed = request.managedInstancesProvider() != null;
    if (managed == (request.autoScalingGroupProvider() != null)) {
      throw EcsError.client(
          "Specify either an Auto Scaling group provider or a managed instances provider.");
    }
    if (managed) {
      new ClusterBook(context).active(request.cluster());
    }
    CapacityProvider provider =
        CapacityProvider.builder()
            .capacityProviderArn(context.scope().arn("ecs", "capacity-provider/" + name))
            .name(name)
            .cluster(request.cluster())
            .status(CapacityProviderStatus.ACTIVE)
            .autoScalingGroupProvider(request.autoScalingGroupProvider())
            .type(
                managed
                    ? CapacityProviderType.MANAGED_INSTANCES
                    : CapacityProviderType.EC2_AUTOSCALING)
            .tags(request.tags())
            .build();
    context.table(EcsTables.CAPACITY_PROVIDERS).put(name, provider);
    return CreateCapacityProviderResponse.builder().capacityProvider(provider).build();
  }

  DescribeCapacityProvidersResponse describe(DescribeCapacityProvidersRequest request) {
    List<CapacityProvider> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    if (request.capacityProviders().isEmpty()) {
      found.add(ofFargate(CapacityProviderType.FARGATE));
      found.add(ofFargate(CapacityProviderType.FARGATE_SPOT));
      found.addAll(context.table(EcsTables.CAPACITY_PROVIDERS).all());
    }
    for (String reference : request.capacityProviders()) {
      find(EcsArns.last(reference))
          .ifPresentOrElse(
              found::add,
              () -> failures.add(Failure.builder().arn(reference).reason("MISSING").build()));
    }
    return DescribeCapacityProvidersResponse.builder()
        .capacityProviders(found)
        .failures(failures)
        .build();
  }

  DeleteCapacityProviderResponse delete(DeleteCapacityProviderRequest request) {
    String name = EcsArns.last(request.capacityProvider());
    CapacityProvider provider =
        context
            .table(EcsTables.CAPACITY_PROVIDERS)
            .find(name)
            .orElseThrow(() -> notFound(request.capacityProvider()));
    boolean used =
        context.table(EcsTables.CLUSTERS).all().stream()
            .anyMatch(
                cluster ->
                    ClusterBook.ACTIVE.equals(cluster.status())
                        && cluster.capacityProviders().contains(name));
    if (used) {
      throw EcsError.client("The specified capacity provider is in use and cannot be removed.");
    }
    context.table(EcsTables.CAPACITY_PROVIDERS).remove(name);
    return DeleteCapacityProviderResponse.builder()
        .capacityProvider(provider.toBuilder().status(CapacityProviderStatus.INACTIVE).build())
        .build();
  }

  /** The provider of that name, AWS's own among them. */
  Optional<CapacityProvider> find(String name) {
    for (CapacityProviderType own :
        List.of(CapacityProviderType.FARGATE, CapacityProviderType.FARGATE_SPOT)) {
      if (own.name().equals(name)) {
        return Optional.of(ofFargate(own));
      }
    }
    return context.table(EcsTables.CAPACITY_PROVIDERS).find(name);
  }

  private CapacityProvider ofFargate(CapacityProviderType type) {
    return CapacityProvider.builder()
        .capacityProviderArn(context.scope().arn("ecs", "capacity-provider/" + type))
        .name(type.name())
        .status(CapacityProviderStatus.ACTIVE)
        .type(type)
        .build();
  }

  static AwsError notFound(String name) {
    return EcsError.invalid("The specified capacity provider '" + name + "' was not found.");
  }
}
