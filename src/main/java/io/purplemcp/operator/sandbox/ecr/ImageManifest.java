package io.purplemcp.operator.sandbox.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What an image's manifest says: its digest, and for which processors an index has images. */
public final class ImageManifest {
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ImageManifest() {}

  static String digest(String manifest) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] bytes = hash.digest(manifest.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The media type that a manifest names; an index where it lists others, else an image. */
  static Optional<String> mediaType(String manifest) {
    return tree(manifest)
        .map(
            tree ->
                tree.hasNonNull("mediaType")
                    ? tree.get("mediaType").asText()
                    : tree.has("manifests") ? INDEX : IMAGE);
  }

  /** Whether a container of this processor can be made of it; an image that is no index may. */
  static boolean runsOn(String manifest, String architecture) {
    List<String> architectures = new ArrayList<>();
    tree(manifest)
        .ifPresent(
            tree ->
                tree.path("manifests")
                    .forEach(
                        each ->
                            architectures.add(
                                each.path("platform").path("architecture").asText())));
    return architectures.isEmpty() || architectures.contains(architecture);
  }

  private static Optional<JsonNode> tree(String manifest) {
    try {
      return Optional.of(JSON.readTree(manifest)).filter(JsonNode::isObject);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  /** An index with one image for Linux, as a build for one processor makes it. */
  static String index(String version, String architecture) {
    return """
    {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","size":1234,\
    "digest":"%s","platform":{"os":"linux","architecture":"%s"}}],\
    "annotations":{"org.opencontainers.image.version":"%s"}}\
    """
        .formatted(
            INDEX, IMAGE, digest("image " + version + " " + architecture), architecture, version);
  }
}
