package io.purplemcp.operator.resource.mcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Finds out why a session failed, by sending its first message once more without the SDK, whose
 * exceptions tell neither HTTP's status nor what went wrong below it.
 */
final class Diagnosis {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int LONGEST_QUOTE = 160;

  private final Question question;
  private final HttpClient http;
  private final Duration timeout;

  Diagnosis(Question question, HttpClient http, Duration timeout) {
    this.question = question;
    this.http = http;
    this.timeout = timeout;
  }

  /**
   * @param failure what the SDK threw
   */
  Outcome of(RuntimeException failure) {
    try {
      return answered(FirstMessage.send(question, http, timeout), failure);
    } catch (IOException broken) {
      return broken(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome.Unreachable("the operator is stopping");
    }
  }

  private Outcome answered(HttpResponse<Void> response, RuntimeException failure) {
    if (response.statusCode() == UNAUTHORIZED || response.statusCode() == FORBIDDEN) {
      return new Outcome.Refused(response.statusCode());
    }
    if (response.statusCode() != OK) {
      return new Outcome.Failing(
          "POST %s answers HTTP %d%s"
              .formatted(question.url(), response.statusCode(), advice(response.statusCode())));
    }
    String type = response.headers().firstValue("Content-Type").orElse("nothing");
    if (!type.startsWith("application/json") && !type.startsWith("text/event-stream")) {
      return new Outcome.Failing(
          "POST %s answers %s, which is no MCP message".formatted(question.url(), type));
    }
    return new Outcome.Failing(
        "%s begins a session and does not list its tools: %s"
            .formatted(question.url(), quoted(root(failure))));
  }

  private static String advice(int status) {
    return switch (status) {
      case 404 -> ": the server does not run in streamable-http mode, or a rule sends it elsewhere";
      case 502 -> ": the load balancer cannot talk to the task";
      case 503 -> ": the load balancer has no target for it";
      case 504 -> ": the task does not answer the load balancer in time";
      default -> "";
    };
  }

  private Outcome broken(IOException broken) {
    Optional<CertificateException> certificate = cause(broken, CertificateException.class);
    if (certificate.isPresent()) {
      return new Outcome.Failing(
          "the certificate at %s is not accepted: %s"
              .formatted(question.url().getAuthority(), quoted(root(certificate.get()))));
    }
    if (cause(broken, SSLException.class).isPresent()) {
      return new Outcome.Failing(
          "no TLS with %s: %s".formatted(question.url().getAuthority(), quoted(root(broken))));
    }
    String host = question.url().getHost();
    if (cause(broken, UnresolvedAddressException.class).isPresent()
        || cause(broken, UnknownHostException.class).isPresent()) {
      return new Outcome.Unreachable("the name " + host + " does not resolve");
    }
    if (cause(broken, HttpConnectTimeoutException.class).isPresent()) {
      return new Outcome.Unreachable("no connection to " + host + " in time");
    }
    if (cause(broken, HttpTimeoutException.class).isPresent()) {
      return new Outcome.Failing(
          "%s does not answer within %d s".formatted(question.url(), timeout.toSeconds()));
    }
    if (cause(broken, ConnectException.class).isPresent()) {
      return new Outcome.Unreachable("the connection to " + host + " is refused");
    }
    boolean tunnel = String.valueOf(broken.getMessage()).contains("Tunnel failed");
    return tunnel
        ? new Outcome.Unreachable(
            "the proxy does not lead to " + host + " (" + quoted(broken) + ")")
        : new Outcome.Failing("%s: %s".formatted(question.url(), quoted(root(broken))));
  }

  private static <T extends Throwable> Optional<T> cause(Throwable of, Class<T> type) {
    return causes(of).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Throwable root(Throwable of) {
    return causes(of).reduce((outer, inner) -> inner).orElse(of);
  }

  private static Stream<Throwable> causes(Throwable of) {
    return Stream.iterate(of, each -> each != null, Throwable::getCause);
  }

  private String quoted(Throwable cause) {
    String text = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    String line = question.credentials().removedFrom(text).replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
