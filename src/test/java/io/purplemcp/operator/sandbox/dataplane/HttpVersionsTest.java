package io.purplemcp.operator.sandbox.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A load balancer speaks HTTP/2 with clients that can, and HTTP/1.1 with the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpVersionsTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

  /** Far longer than one answer takes; who hangs fails the test. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private World world;

  @BeforeAll
  void serve() {
    world = World.empty().desire(Yaml.withLoadBalancer("acme")).converge();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  void a_client_of_HTTP_2_is_served_whether_it_sends_a_body_or_not() throws Exception {
    HttpClient client = client(HttpClient.Version.HTTP_2);
    HttpResponse<String> health = client.send(get("/health"), text());
    assertThat(health.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(health.statusCode()).isEqualTo(200);
    HttpResponse<String> begun = client.send(post(INITIALIZE), text());
    assertThat(begun.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(begun.body()).contains("serverInfo");
    assertThat(client.send(post(""), text()).statusCode()).isEqualTo(200);
    assertThat(client.send(get("/nowhere"), text()).statusCode()).isEqualTo(404);
  }

  @Test
  void many_requests_share_a_connection_of_HTTP_2() {
    HttpClient client = client(HttpClient.Version.HTTP_2);
    List<CompletableFuture<HttpResponse<String>>> under =
        IntStream.range(0, 40)
            .mapToObj(i -> client.sendAsync(i % 2 == 0 ? get("/health") : post(INITIALIZE), text()))
            .toList();
    assertThat(under)
        .extracting(CompletableFuture::join)
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
  }

  @Test
  void a_body_that_is_larger_than_the_window_of_HTTP_2_is_read() throws Exception {
    String large = INITIALIZE.replace("\"t\"", "\"" + "t".repeat(300_000) + "\"");
    HttpResponse<String> answer = client(HttpClient.Version.HTTP_2).send(post(large), text());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("serverInfo");
  }

  @Test
  void a_client_of_HTTP_1_is_served_as_before() throws Exception {
    HttpResponse<String> begun = client(HttpClient.Version.HTTP_1_1).send(post(INITIALIZE), text());
    assertThat(begun.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(begun.body()).contains("serverInfo");
  }

  @Test
  void a_load_balancer_whose_attribute_forbids_HTTP_2_offers_none() throws Exception {
    http2(false);
    try {
      HttpResponse<String> health = client(HttpClient.Version.HTTP_2).send(get("/health"), text());
      assertThat(health.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(health.statusCode()).isEqualTo(200);
    } finally {
      http2(true);
    }
  }

  private void http2(boolean enabled) {
    new Handmade(world.person(), "acme")
        .loadBalancerAttribute("routing.http2.enabled", String.valueOf(enabled));
  }

  @Test
  void in_the_clear_there_is_HTTP_1_only_and_an_offer_to_upgrade_is_passed_over() throws Exception {
    HttpResponse<String> moved =
        client(HttpClient.Version.HTTP_2)
            .send(HttpRequest.newBuilder(url(80, "/mcp")).timeout(PATIENCE).build(), text());
    assertThat(moved.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(moved.statusCode()).isEqualTo(301);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(url(443, path)).timeout(PATIENCE).build();
  }

  private HttpRequest post(String body) {
    return HttpRequest.newBuilder(url(443, "/mcp"))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private URI url(int port, String path) {
    return world.sandbox().dataPlane().endpoints().stream()
        .filter(endpoint -> endpoint.port() == port)
        .map(endpoint -> URI.create(endpoint.url() + path))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static HttpClient client(HttpClient.Version version) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new Anybody()}, null);
      return HttpClient.newBuilder()
          .version(version)
          .sslContext(tls)
          .connectTimeout(PATIENCE)
          .build();
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  /** The address of a socket is in no certificate, and it is not what is tested here. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
