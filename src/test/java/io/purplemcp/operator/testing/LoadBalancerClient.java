package io.purplemcp.operator.testing;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.dataplane.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of the sandbox's load balancers: by way of its proxy, trusting its authority. */
public final class LoadBalancerClient {
  private final HttpClient client;

  public LoadBalancerClient(Sandbox sandbox, Instant now) {
    URI proxy = sandbox.dataPlane().proxy();
    client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
            .sslContext(trusting(sandbox.dataPlane().authority(), now))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** TLS that trusts one authority, at a moment of virtual time. */
  private static SSLContext trusting(String pem, Instant now) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("sandbox", certificate(pem));
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(new CertPathTrustManagerParameters(parameters));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** A certificate in PEM form. */
  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (CertificateException broken) {
      throw new AssertionError(broken);
    }
  }

  public HttpResponse<String> get(String url, String... headers) {
    return send(request(url, headers).GET());
  }

  public HttpResponse<String> post(String url, String body, String... headers) {
    return send(request(url, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /** The DNS name of the only load balancer with a listener on that port. */
  public static String dnsName(Sandbox sandbox, int port) {
    return sandbox.dataPlane().endpoints().stream()
        .filter(endpoint -> endpoint.port() == port)
        .map(Endpoint::dnsName)
        .reduce(
            (one, other) -> {
              throw new AssertionError("more than one listener on " + port);
            })
        .orElseThrow(() -> new AssertionError("no listener on " + port));
  }
}
