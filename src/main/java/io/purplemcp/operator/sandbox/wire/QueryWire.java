package io.purplemcp.operator.sandbox.wire;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** The AWS query protocol: form parameters in, XML with a result wrapper out. */
final class QueryWire implements Wire {
  private static final String CONTENT_TYPE = "text/xml";
  private static final int SERVER_ERROR = 500;
  private static final int FORBIDDEN = 403;

  private final Parameters parameters;

  QueryWire(WireRequest request) {
    this.parameters = Parameters.parse(request.body());
  }

  @Override
  public String operation() {
    return parameters.text("Action").orElse("");
  }

  @Override
  public SdkPojo decode(Operation operation) {
    return new QueryDecoder(false).decode(parameters, operation.newRequest().get());
  }

  @Override
  public Answer success(Operation operation, SdkPojo response, String requestId) {
    XmlText xml = new XmlText().open(operation.name() + "Response", namespace());
    xml.open(operation.name() + "Result");
    new XmlEncoder(xml).members(response);
    xml.close(operation.name() + "Result");
    xml.open("ResponseMetadata").leaf("RequestId", requestId).close("ResponseMetadata");
    return Answer.success(CONTENT_TYPE, xml.close(operation.name() + "Response").toString());
  }

  @Override
  public Answer error(AwsError error, String requestId) {
    XmlText xml = new XmlText().open("ErrorResponse", namespace()).open("Error");
    xml.leaf("Type", error.status() >= SERVER_ERROR ? "Receiver" : "Sender");
    xml.leaf("Code", error.code()).leaf("Message", error.getMessage()).close("Error");
    xml.leaf("RequestId", requestId).close("ErrorResponse");
    return new Answer(error.status(), CONTENT_TYPE, xml.toString(), error.code());
  }

  @Override
  public AwsError malformed(Malformed cause) {
    return AwsError.badRequest("MalformedInput", cause.getMessage());
  }

  @Override
  public AwsError expired(String message) {
    return new AwsError(FORBIDDEN, "ExpiredToken", message);
  }

  private String namespace() {
    return "https://aws.amazon.com/doc/" + parameters.text("Version").orElse("unversioned") + "/";
  }
}
