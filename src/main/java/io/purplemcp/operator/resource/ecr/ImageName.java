package io.purplemcp.operator.resource.ecr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code spec.image} names: {@code [registry/]repository[:tag][@sha256:digest]}.
 *
 * @param repository with the registry in front, where one was written
 * @param tag {@code latest} where neither tag nor digest was written
 */
public record ImageName(String repository, Optional<String> tag, Optional<String> digest) {
  /** Both of ECR's host names, those of China among them. */
  private static final Pattern ECR =
      Pattern.compile(
          "(\\d{12})\\.dkr[.-]ecr\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)/(.+)");

  /** A repository of ECR. */
  public record Place(String registryId, String region, String repository) {}

  public static ImageName of(String image) {
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(image.substring(at + 1));
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    if (colon >= 0) {
      return new ImageName(
          named.substring(0, colon), Optional.of(named.substring(colon + 1)), digest);
    }
    return new ImageName(
        named, digest.isPresent() ? Optional.empty() : Optional.of("latest"), digest);
  }

  /** Where it is looked up; empty where another registry has it. */
  public Optional<Place> ecr() {
    Matcher matcher = ECR.matcher(repository);
    return matcher.matches()
        ? Optional.of(new Place(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }
}
