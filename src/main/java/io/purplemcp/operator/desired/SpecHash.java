package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A fingerprint of what a deployment asks of AWS, to tell a moved wish (config) from a moved world
 * (drift). Equal for equal deployments whatever the order of keys and lists. Defaults are in it; of
 * the policy only what shows in AWS.
 *
 * <p>The version in front changes with the way of hashing, so that a new operator does not take its
 * own novelty for an edit.
 */
public final class SpecHash {
  private static final String VERSION = "v1:";

  /** How the operator behaves, which nothing in AWS tells of. */
  private static final Map<String, List<String>> BEHAVIOUR =
      Map.of(
          "/spec/policy",
          List.of("drift", "adoption", "paused"),
          "/spec/console",
          List.of("rotation"),
          "/spec",
          List.of("imagePolicy", "verification"),
          "/spec/network",
          List.of("preflight"));

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SpecHash() {}

  /** {@code v1:} and the SHA-256, in hexadecimal, of the deployment's canonical JSON. */
  public static String of(Declaration declared) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = canonicalJson(declared).getBytes(StandardCharsets.UTF_8);
      return VERSION + HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String canonicalJson(Declaration declared) {
    ObjectNode tree = MAPPER.valueToTree(document(declared));
    BEHAVIOUR.forEach(
        (at, fields) -> {
          if (tree.at(at) instanceof ObjectNode found) {
            found.remove(fields);
          }
        });
    sortLists(tree);
    try {
      return MAPPER.writeValueAsString(MAPPER.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  private static Record document(Declaration declared) {
    if (declared instanceof PurpleMcpGateway gateway) {
      return GatewayManifest.of(gateway);
    }
    return Manifest.of((PurpleMcpDeployment) declared);
  }

  /** Every list of the model is a set to AWS: subnets, security groups, CIDRs. */
  private static void sortLists(JsonNode node) {
    if (node instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(items::add);
      items.sort(Comparator.comparing(JsonNode::toString));
      array.removeAll().addAll(items);
    }
    node.forEach(SpecHash::sortLists);
  }
}
