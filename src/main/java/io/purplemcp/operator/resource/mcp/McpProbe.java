package io.purplemcp.operator.resource.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Is a client of an MCP server over streamable HTTP, with the official SDK: {@code initialize},
 * then {@code tools/list}. No tool is called. Credentials go out over TLS only, to the server that
 * is named, and redirections are not followed.
 */
public final class McpProbe implements Probe {
  /** A packet that a security group drops is not answered at all. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final ProxySelector proxies;
  private final Trust trust;
  private final InstantSource clock;
  private final String version;

  /**
   * @param clock at whose time certificates must be valid
   * @param version of this client, as the server is told
   */
  public McpProbe(ProxySelector proxies, Trust trust, InstantSource clock, String version) {
    this.proxies = proxies;
    this.trust = trust;
    this.clock = clock;
    this.version = version;
  }

  /** With credentials first, and where that went well, without: the door has to be shut. */
  @Override
  public Outcome attempt(Question question) {
    NamedServer server = new NamedServer(trust.at(clock.instant()), question.names());
    HttpClient.Builder http = http(server);
    Outcome outcome = session(question, server, http);
    return outcome instanceof Outcome.Served served && !question.credentials().none()
        ? new Stranger(question.anonymously(), http.build(), REQUEST_TIMEOUT).after(served)
        : outcome;
  }

  private Outcome session(Question question, NamedServer server, HttpClient.Builder http) {
    try (McpSyncClient client = client(question, http)) {
      long begun = System.nanoTime();
      McpSchema.InitializeResult session = client.initialize();
      List<String> tools = client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
      Duration latency = Duration.ofNanos(System.nanoTime() - begun);
      RequestHeaders credentials = question.credentials();
      return new Outcome.Served(
          credentials.removedFrom(session.serverInfo().name()),
          credentials.removedFrom(session.serverInfo().version()),
          credentials.removedFrom(session.protocolVersion()),
          tools.stream().map(credentials::removedFrom).toList(),
          latency,
          server
              .shown()
              .map(X509Certificate::getNotAfter)
              .map(d -> d.toInstant())
              .orElse(Instant.MAX),
          false);
    } catch (RuntimeException failure) {
      return new Diagnosis(question, http.build(), REQUEST_TIMEOUT).of(failure);
    }
  }

  private HttpClient.Builder http(NamedServer server) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {server}, null);
      return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).proxy(proxies).sslContext(tls);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java platform has no TLS", broken);
    }
  }

  private McpSyncClient client(Question question, HttpClient.Builder http) {
    String url = question.url().toString();
    String path = question.url().getPath();
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(url.substring(0, url.length() - path.length()))
            .endpoint(path)
            .clientBuilder(http)
            .connectTimeout(CONNECT_TIMEOUT)
            .openConnectionOnStartup(false)
            .resumableStreams(false)
            .jsonMapper(new JacksonMcpJsonMapperSupplier().get())
            .httpRequestCustomizer(
                (request, method, uri, body, context) ->
                    question.credentials().byName().forEach(request::setHeader))
            .build();
    return McpClient.sync(transport)
        .clientInfo(new McpSchema.Implementation("purple-mcp-operator", version))
        .initializationTimeout(REQUEST_TIMEOUT)
        .requestTimeout(REQUEST_TIMEOUT)
        .build();
  }
}
