package io.purplemcp.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** The files that run the operator itself on ECS, held against ECS's own model. */
final class EcsFilesTest {
  private static final Path FOLDER = Path.of("deploy/ecs");

  @Test
  void theTaskDefinitionIsOneThatEcsWouldRead() throws IOException {
    assertThat(
            strangers(
                read("task-definition.json"), RegisterTaskDefinitionRequest.builder().build(), ""))
        .isEmpty();
  }

  @Test
  void theServiceIsOneThatEcsWouldRead() throws IOException {
    assertThat(strangers(read("service.json"), CreateServiceRequest.builder().build(), ""))
        .isEmpty();
  }

  @Test
  void neverAreTwoOperatorsAtWorkAtOnce() throws IOException {
    JsonNode service = read("service.json");

    assertThat(service.get("desiredCount").asInt()).isEqualTo(1);
    assertThat(service.at("/deploymentConfiguration/maximumPercent").asInt()).isEqualTo(100);
  }

  @Test
  void theContainerIsNotRootAndCannotChangeItself() throws IOException {
    JsonNode container = read("task-definition.json").at("/containerDefinitions/0");

    assertThat(container.get("user").asText()).isEqualTo("10001:10001");
    assertThat(container.get("readonlyRootFilesystem").asBoolean()).isTrue();
  }

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
  }

  /** The paths that the SDK's model does not know. */
  private static List<String> strangers(JsonNode json, SdkPojo model, String path) {
    Map<String, SdkField<?>> known =
        model.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    List<String> strangers = new ArrayList<>();
    json.properties()
        .forEach(
            field -> {
              String below = path + "/" + field.getKey();
              SdkField<?> sdk = known.get(field.getKey());
              if (sdk == null) {
                strangers.add(below);
              } else {
                strangers.addAll(below(field.getValue(), sdk, below));
              }
            });
    return strangers;
  }

  private static List<String> below(JsonNode value, SdkField<?> field, String path) {
    if (field.marshallingType() == MarshallingType.SDK_POJO) {
      return strangers(value, field.constructor().get(), path);
    }
    if (field.marshallingType() != MarshallingType.LIST) {
      return List.of();
    }
    SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
    List<String> strangers = new ArrayList<>();
    value.forEach(element -> strangers.addAll(below(element, member, path)));
    return strangers;
  }
}
