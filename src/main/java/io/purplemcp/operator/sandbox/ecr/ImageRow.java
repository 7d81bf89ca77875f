package io.purplemcp.operator.sandbox.ecr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of a repository.
 *
 * @param digest SHA-256 of the manifest, with {@code sha256:} in front
 * @param manifest as it was pushed, byte by byte
 * @param mediaType of the manifest
 * @param tags that point to it; one without any stays until it is deleted
 */
public record ImageRow(
    String repository,
    String digest,
    String manifest,
    String mediaType,
    List<String> tags,
    Instant pushed) {
  public ImageRow {
    tags = List.copyOf(tags);
  }

  static String key(String repository, String digest) {
    return repository + "@" + digest;
  }

  String key() {
    return key(repository, digest);
  }

  ImageRow tagged(String tag) {
    List<String> more = new ArrayList<>(tags);
    more.remove(tag);
    more.add(tag);
    return new ImageRow(repository, digest, manifest, mediaType, more, pushed);
  }

  ImageRow untagged(String tag) {
    return new ImageRow(
        repository,
        digest,
        manifest,
        mediaType,
        tags.stream().filter(each -> !each.equals(tag)).toList(),
        pushed);
  }
}
