package io.purplemcp.operator.sandbox.wire;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.Set;

/** Answers to requests of which not even the protocol is known. */
final class Refusals {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private Refusals() {}

  static Answer unsigned() {
    return answer(FORBIDDEN, "MissingAuthenticationToken", "Missing Authentication Token");
  }

  static Answer unknownService(String service, Set<String> known) {
    return answer(
        NOT_FOUND,
        "NotImplemented",
        "The sandbox does not implement the service " + service + "; it knows " + known + ".");
  }

  static Answer notAnAwsRequest(String method, String path) {
    return answer(
        NOT_FOUND,
        "NotImplemented",
        "The sandbox serves AWS calls as POST requests, and /_sandbox/; it does not know "
            + method
            + " "
            + path
            + ".");
  }

  static Answer plain(String code, String message) {
    return answer(AwsError.badRequest(code, message).status(), code, message);
  }

  private static Answer answer(int status, String code, String message) {
    XmlText xml = new XmlText().open("ErrorResponse").open("Error").leaf("Type", "Sender");
    xml.leaf("Code", code).leaf("Message", message).close("Error").close("ErrorResponse");
    return new Answer(status, "text/xml", xml.toString(), code);
  }
}
