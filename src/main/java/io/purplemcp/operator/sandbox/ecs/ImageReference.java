package io.purplemcp.operator.sandbox.ecs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container image as a task definition names it.
 *
 * @param repository with the registry's host, if one was written
 * @param tag {@code latest} where neither tag nor digest was written
 */
record ImageReference(String repository, Optional<String> tag, Optional<String> digest) {
  private static final Pattern ECR =
      Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/(.+)");

  static ImageReference of(String image) {
    int at = image.indexOf('@');
    if (at >= 0) {
      return new ImageReference(
          image.substring(0, at), Optional.empty(), Optional.of(image.substring(at + 1)));
    }
    int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
    return colon < 0
        ? new ImageReference(image, Optional.of("latest"), Optional.empty())
        : new ImageReference(
            image.substring(0, colon), Optional.of(image.substring(colon + 1)), Optional.empty());
  }

  /**
   * A repository of ECR.
   *
   * @param account whose registry it is in
   */
  record Place(String account, String region, String name) {}

  Optional<Place> ecr() {
    Matcher matcher = ECR.matcher(repository);
    return matcher.matches()
        ? Optional.of(new Place(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  boolean isEcr() {
    return ECR.matcher(repository).matches();
  }

  /** The host and path of a registry's repository. */
  String registry() {
    return repository.contains("/")
        ? repository.substring(0, repository.indexOf('/'))
        : "docker.io";
  }

  /** The ARN of an ECR repository, on which permissions are given. */
  Optional<String> repositoryArn() {
    return ecr()
        .map(
            place ->
                "arn:aws:ecr:"
                    + place.region()
                    + ":"
                    + place.account()
                    + ":repository/"
                    + place.name());
  }

  /** As error messages name it. */
  @Override
  public String toString() {
    return repository + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }
}
