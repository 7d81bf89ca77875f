package io.purplemcp.operator.sandbox.wire;

/** What goes back to the client, without the headers that every answer carries. */
record Answer(int status, String contentType, String body, String errorType) {
  static Answer success(String contentType, String body) {
    return new Answer(200, contentType, body, "");
  }
}
