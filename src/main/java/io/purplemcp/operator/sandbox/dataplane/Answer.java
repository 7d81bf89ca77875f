package io.purplemcp.operator.sandbox.dataplane;

import java.util.Map;

/** A whole response. */
public record Answer(int status, Map<String, String> headers, String body) {
  /** A load balancer's own answer, in the form of its error pages. */
  public static Answer page(int status, String title) {
    return new Answer(
        status,
        Map.of("Content-Type", "text/html"),
        """
        <html>
        <head><title>%1$s</title></head>
        <body>
        <center><h1>%1$s</h1></center>
        </body>
        </html>
        """
            .formatted(status + " " + title));
  }

  /** A sentence for whoever tries the sandbox. */
  public static Answer words(int status, String sentence) {
    return new Answer(status, Map.of("Content-Type", "text/plain"), sentence + "\n");
  }
}
