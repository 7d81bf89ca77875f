import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The wrapper's way to the network and to a checksum where a machine has nothing but a JDK.
 *
 * <p>{@code java Fetch.java URL FILE} downloads; {@code java Fetch.java FILE} prints the file's
 * SHA-512. The proxy is the JVM's ({@code -Dhttps.proxyHost}) or else that of {@code https_proxy},
 * with its {@code no_proxy}.
 */
final class Fetch {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration WHOLE = Duration.ofMinutes(10);
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;

  private Fetch() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 1) {
      System.out.println(sha512(Path.of(args[0])));
    } else if (args.length == 2) {
      download(URI.create(args[0]), Path.of(args[1]));
    } else {
      System.err.println("usage: java Fetch.java URL FILE | java Fetch.java FILE");
      System.exit(1);
    }
  }

  private static String sha512(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void download(URI uri, Path file) throws InterruptedException {
    try {
      HttpResponse<Path> response =
          client(uri)
              .send(
                  HttpRequest.newBuilder(uri).timeout(WHOLE).build(),
                  HttpResponse.BodyHandlers.ofFile(file));
      if (response.statusCode() == OK) {
        return;
      }
      System.err.println("mvnw: " + uri + " answered " + response.statusCode());
    } catch (IOException e) {
      System.err.println("mvnw: " + uri + " could not be read: " + e);
    }
    System.exit(1);
  }

  private static HttpClient client(URI uri) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault());
    String proxy = environment(uri.getScheme() + "_proxy");
    if (System.getProperty(uri.getScheme() + ".proxyHost") != null
        || proxy.isEmpty()
        || direct(uri.getHost())) {
      return builder.build();
    }
    URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    int port = address.getPort() < 0 ? 80 : address.getPort();
    builder.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), port)));
    if (address.getUserInfo() != null) {
      // The JDK sends no password through an HTTPS tunnel unless it is told to.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      builder.authenticator(credentials(address.getUserInfo().split(":", 2)));
    }
    return builder.build();
  }

  private static Authenticator credentials(String[] userAndPassword) {
    String password = userAndPassword.length > 1 ? userAndPassword[1] : "";
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? new PasswordAuthentication(userAndPassword[0], password.toCharArray())
            : null;
      }
    };
  }

  private static boolean direct(String host) {
    return Arrays.stream(environment("no_proxy").split(","))
        .map(String::trim)
        .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
  }

  private static String environment(String lowerCase) {
    String value = System.getenv(lowerCase);
    value = value == null ? System.getenv(lowerCase.toUpperCase()) : value;
    return value == null ? "" : value;
  }
}
