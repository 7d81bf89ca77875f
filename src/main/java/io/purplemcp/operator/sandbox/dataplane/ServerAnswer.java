package io.purplemcp.operator.sandbox.dataplane;

import io.vertx.core.http.HttpServerRequest;

/** Sends a whole answer to a client. */
record ServerAnswer(HttpServerRequest request) {
  private static final String SERVER = "awselb/2.0";

  /** Goes on reading a request, if there is more: one of HTTP/2 must not be resumed at its end. */
  static void readOn(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.resume();
    }
  }

  void send(Answer answer) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    readOn(request);
    request.response().setStatusCode(answer.status());
    request.response().putHeader("Server", SERVER);
    answer.headers().forEach(request.response()::putHeader);
    request.response().end(answer.body());
  }
}
