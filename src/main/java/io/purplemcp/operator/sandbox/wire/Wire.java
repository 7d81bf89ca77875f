package io.purplemcp.operator.sandbox.wire;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Operation;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import software.amazon.awssdk.core.SdkPojo;

/** One AWS protocol, for one request. */
interface Wire {
  /** The operation's name, empty where the request names none. */
  String operation();

  /**
   * @throws Malformed when the body is not what the operation takes
   */
  SdkPojo decode(Operation operation);

  Answer success(Operation operation, SdkPojo response, String requestId);

  Answer error(AwsError error, String requestId);

  /** What the protocol answers to a body that cannot be read. */
  AwsError malformed(Malformed cause);

  /** What the protocol answers to temporary keys whose time is over. */
  AwsError expired(String message);

  /**
   * @throws Malformed when the body is not even of the protocol's general form
   */
  static Wire of(Protocol protocol, WireRequest request) {
    return switch (protocol) {
      case AWS_JSON -> new JsonWire(request);
      case AWS_QUERY -> new QueryWire(request);
      case EC2_QUERY -> new Ec2Wire(request);
    };
  }
}
