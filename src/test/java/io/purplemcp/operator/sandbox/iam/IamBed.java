package io.purplemcp.operator.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;

/** A sandbox in virtual time with a client of IAM, and documents to write. */
final class IamBed implements AutoCloseable {
  static final String ECS_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
  static final String READ_SECRET =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Action":["secretsmanager:GetSecretValue","logs:PutLogEvents","ecr:BatchGetImage"],
       "Resource":"*"}]}""";
  static final String TASK_EXECUTION =
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
  private static final ObjectMapper JSON = new ObjectMapper();

  final VirtualTime time = new VirtualTime();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(7).withClock(time));
  final IamClient iam = SandboxClients.client(sandbox, IamClient.builder());

  @Override
  public void close() {
    iam.close();
    sandbox.close();
  }

  Role role(String name) {
    return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(ECS_TRUST)).role();
  }

  Role read(String name) {
    return iam.getRole(r -> r.roleName(name)).role();
  }

  static String trusting(String arn) {
    return """
        {"Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}"""
        .formatted(arn);
  }

  /** The document of an answer, which the SDK does not decode. */
  static JsonNode decoded(String document) {
    try {
      return JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError(document, e);
    }
  }

  static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  static void refused(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IamException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }
}
