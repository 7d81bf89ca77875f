package io.purplemcp.operator.resource.mcp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Somebody without credentials, who has to be refused where one with credentials was served.
 *
 * @param question without credentials
 */
record Stranger(Question question, HttpClient http, Duration timeout) {
  private static final int FIRST_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What is known of the endpoint when the stranger has been there too. */
  Outcome after(Outcome.Served served) {
    try {
      int status = FirstMessage.send(question, http, timeout).statusCode();
      if (status == UNAUTHORIZED || status == FORBIDDEN || status == TOO_MANY_REQUESTS) {
        return guarded(served, true);
      }
      return status < FIRST_ERROR
          ? guarded(served, false)
          : new Outcome.Failing(
              "POST %s without credentials answers HTTP %d and not 401 or 403, so that it is not certain that strangers are refused"
                  .formatted(question.url(), status));
    } catch (IOException broken) {
      return new Outcome.Failing(
          "POST %s is answered with credentials and not without, so that it is not certain that strangers are refused: %s"
              .formatted(question.url(), broken));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome.Unreachable("the operator is stopping");
    }
  }

  private static Outcome guarded(Outcome.Served served, boolean guarded) {
    return new Outcome.Served(
        served.server(),
        served.version(),
        served.protocol(),
        served.tools(),
        served.latency(),
        served.certificateExpires(),
        guarded);
  }
}
