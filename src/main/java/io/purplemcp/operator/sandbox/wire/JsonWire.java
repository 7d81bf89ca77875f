package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.0 and 1.1: the operation in a header, JSON both ways. */
final class JsonWire implements Wire {
  private static final int MAX_DEPTH = 200;
  private static final ObjectMapper JSON = mapper();
  private static final String DEFAULT_TYPE = "application/x-amz-json-1.1";

  private final WireRequest request;

  JsonWire(WireRequest request) {
    this.request = request;
  }

  @Override
  public String operation() {
    return request.target().substring(request.target().lastIndexOf('.') + 1);
  }

  @Override
  public SdkPojo decode(Operation operation) {
    try {
      JsonNode json = JSON.readTree(request.body().isBlank() ? "{}" : request.body());
      return JsonCodec.decode(json, operation.newRequest().get());
    } catch (JsonProcessingException e) {
      throw new Malformed("The body is not JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public Answer success(Operation operation, SdkPojo response, String requestId) {
    return Answer.success(contentType(), JsonCodec.encode(response).toString());
  }

  @Override
  public Answer error(AwsError error, String requestId) {
    ObjectNode body = JSON.createObjectNode();
    body.put("__type", error.code());
    body.put("message", error.getMessage());
    return new Answer(error.status(), contentType(), body.toString(), error.code());
  }

  @Override
  public AwsError malformed(Malformed cause) {
    return AwsError.badRequest("SerializationException", cause.getMessage());
  }

  @Override
  public AwsError expired(String message) {
    return AwsError.badRequest("ExpiredTokenException", message);
  }

  private String contentType() {
    return request.contentType().startsWith("application/x-amz-json-")
        ? request.contentType()
        : DEFAULT_TYPE;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }
}
