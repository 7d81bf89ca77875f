package io.purplemcp.operator.sandbox.ecr;

import io.purplemcp.operator.sandbox.core.AwsError;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** ECR's errors in AWS's words. */
final class EcrErrors {
  private EcrErrors() {}

  static AwsError denied(String caller, String action, String arn) {
    return AwsError.badRequest(
        "AccessDeniedException",
        "User: "
            + caller
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + arn
            + " because no resource-based policy allows the "
            + action
            + " action");
  }

  static AwsError noRepository(String name, String account) {
    return AwsError.badRequest(
        "RepositoryNotFoundException",
        "The repository with name '%s' does not exist in the registry with id '%s'"
            .formatted(name, account));
  }

  static AwsError repositoryExists(String name, String account) {
    return AwsError.badRequest(
        "RepositoryAlreadyExistsException",
        "The repository with name '%s' already exists in the registry with id '%s'"
            .formatted(name, account));
  }

  static AwsError notEmpty(String name, String account) {
    return AwsError.badRequest(
        "RepositoryNotEmptyException",
        "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images"
            .formatted(name, account));
  }

  static AwsError noImage(ImageIdentifier id, String repository, String account) {
    return AwsError.badRequest(
        "ImageNotFoundException",
        "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the repository with name '%s' in the registry with id '%s'"
            .formatted(id.imageDigest(), id.imageTag(), repository, account));
  }

  static AwsError imageExists(String digest, String tag, String repository, String account) {
    return AwsError.badRequest(
        "ImageAlreadyExistsException",
        "Image with digest '%s' and tag '%s' already exists in the repository with name '%s' in registry with id '%s'"
            .formatted(digest, tag, repository, account));
  }

  static AwsError tagIsImmutable(String tag, String repository, String account) {
    return AwsError.badRequest(
        "ImageTagAlreadyExistsException",
        "The image tag '%s' already exists in the '%s' repository in registry '%s' and cannot be overwritten because the tag is immutable."
            .formatted(tag, repository, account));
  }

  static AwsError otherDigest(String digest) {
    return AwsError.badRequest(
        "ImageDigestDoesNotMatchException",
        "The specified image digest '%s' does not match the digest that Amazon ECR calculated for the image"
            .formatted(digest));
  }

  static AwsError invalid(String message) {
    return AwsError.badRequest("InvalidParameterException", message);
  }
}
