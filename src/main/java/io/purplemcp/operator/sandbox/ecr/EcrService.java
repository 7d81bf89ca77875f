package io.purplemcp.operator.sandbox.ecr;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** Amazon Elastic Container Registry: repositories, images and tags, without layers. */
public final class EcrService implements SandboxService {
  private final Context context;

  public EcrService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "ecr",
        Protocol.AWS_JSON,
        EcrClient.class,
        false,
        EcrService.class,
        EcrService::new,
        Set.of("BatchGetImage"),
        Ticker.NONE);
  }

  public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
    return new Repositories(context).create(request);
  }

  public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
    return new Repositories(context).describe(request);
  }

  public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
    return new Repositories(context).delete(request);
  }

  public PutImageResponse putImage(PutImageRequest request) {
    return new Images(context).put(request);
  }

  public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
    return new Images(context).get(request);
  }

  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return new Images(context).describe(request);
  }

  public ListImagesResponse listImages(ListImagesRequest request) {
    return new Images(context).list(request);
  }

  public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
    return new Images(context).delete(request);
  }
}
