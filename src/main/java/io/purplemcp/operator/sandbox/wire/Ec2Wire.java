package io.purplemcp.operator.sandbox.wire;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** EC2's dialect of the query protocol: no result wrapper, and errors of its own form. */
final class Ec2Wire implements Wire {
  private static final String CONTENT_TYPE = "text/xml;charset=UTF-8";

  private static final int PRECONDITION_FAILED = 412;

  private final Parameters parameters;

  Ec2Wire(WireRequest request) {
    this.parameters = Parameters.parse(request.body());
  }

  @Override
  public String operation() {
    return parameters.text("Action").orElse("");
  }

  @Override
  public SdkPojo decode(Operation operation) {
    if (parameters.text("DryRun").filter(Boolean::parseBoolean).isPresent()) {
      throw new AwsError(
          PRECONDITION_FAILED,
          "DryRunOperation",
          "Request would have succeeded, but DryRun flag is set.");
    }
    return new QueryDecoder(true).decode(parameters, operation.newRequest().get());
  }

  @Override
  public Answer success(Operation operation, SdkPojo response, String requestId) {
    String root = operation.name() + "Response";
    String version = parameters.text("Version").orElse("2016-11-15");
    XmlText xml = new XmlText().open(root, "http://ec2.amazonaws.com/doc/" + version + "/");
    xml.leaf("requestId", requestId);
    new XmlEncoder(xml).members(response);
    if (response.sdkFields().isEmpty()) {
      xml.leaf("return", "true");
    }
    return Answer.success(CONTENT_TYPE, xml.close(root).toString());
  }

  @Override
  public Answer error(AwsError error, String requestId) {
    XmlText xml = new XmlText().open("Response").open("Errors").open("Error");
    xml.leaf("Code", error.code()).leaf("Message", error.getMessage());
    xml.close("Error").close("Errors").leaf("RequestID", requestId).close("Response");
    return new Answer(error.status(), CONTENT_TYPE, xml.toString(), error.code());
  }

  @Override
  public AwsError malformed(Malformed cause) {
    return AwsError.badRequest("InvalidParameterValue", cause.getMessage());
  }

  @Override
  public AwsError expired(String message) {
    return AwsError.badRequest("RequestExpired", message);
  }
}
