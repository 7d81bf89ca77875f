package io.purplemcp.operator.sandbox.ecr;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Repositories, and who may do what with which. */
final class Repositories {
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final int PAGE = 100;

  private final Context context;

  Repositories(Context context) {
    this.context = context;
  }

  /**
   * The registry that a call is about.
   *
   * @param account null for the caller's own
   * @param shared whether the vendor lets everybody do this, as it does with subscribers' pulls
   */
  Registry registry(String account, String repository, String action, boolean shared) {
    String owner = Optional.ofNullable(account).orElse(context.scope().account());
    boolean vendors = shared && owner.equals(Registry.VENDOR_ACCOUNT);
    Registry registry = Registry.of(context, owner, context.scope().region());
    if (!vendors && !owner.equals(context.scope().account())) {
      throw EcrErrors.denied(
          context.caller(),
          action,
          registry.context().scope().arn("ecr", "repository/" + repository));
    }
    return registry;
  }

  Repository require(Registry registry, String name) {
    return registry
        .repositories()
        .find(Optional.ofNullable(name).orElse(""))
        .orElseThrow(() -> EcrErrors.noRepository(name, registry.account()));
  }

  CreateRepositoryResponse create(CreateRepositoryRequest request) {
    if (request.hasTags()) {
      throw AwsError.notImplemented("ecr", "CreateRepository with tags");
    }
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:CreateRepository", false);
    if (name == null || !NAME.matcher(name).matches()) {
      throw EcrErrors.invalid(
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy"
              + " regular expression '"
              + NAME
              + "''");
    }
    if (registry.has(name)) {
      throw EcrErrors.repositoryExists(name, registry.account());
    }
    Repository made =
        registry.repository(
            name,
            Optional.ofNullable(request.imageTagMutability()).orElse(ImageTagMutability.MUTABLE));
    registry.repositories().put(name, made);
    return CreateRepositoryResponse.builder().repository(made).build();
  }

  DescribeRepositoriesResponse describe(DescribeRepositoriesRequest request) {
    Registry registry = registry(request.registryId(), "*", "ecr:DescribeRepositories", false);
    List<Repository> found =
        request.hasRepositoryNames()
            ? request.repositoryNames().stream().map(name -> require(registry, name)).toList()
            : registry.repositories().all();
    Page<Repository> page =
        Page.of(
            found,
            request.nextToken(),
            Optional.ofNullable(request.maxResults()).orElse(PAGE),
            EcrErrors.invalid("Invalid parameter at 'nextToken'"));
    return DescribeRepositoriesResponse.builder()
        .repositories(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  DeleteRepositoryResponse delete(DeleteRepositoryRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:DeleteRepository", false);
    Repository repository = require(registry, name);
    List<ImageRow> images = registry.images(name);
    if (!images.isEmpty() && !Boolean.TRUE.equals(request.force())) {
      throw EcrErrors.notEmpty(name, registry.account());
    }
    images.forEach(image -> registry.images().remove(image.key()));
    registry.repositories().remove(name);
    return DeleteRepositoryResponse.builder().repository(repository).build();
  }
}
