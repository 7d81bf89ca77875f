package io.purplemcp.operator.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy of the environment, {@code HTTPS_PROXY} with the exceptions of {@code NO_PROXY};
 * without one, that of Java's own properties.
 */
final class EnvironmentProxy extends ProxySelector {
  private static final String SCHEME = "://";
  private static final int USUAL_PORT = 80;

  private final Optional<InetSocketAddress> proxy;
  private final List<String> exceptions;

  private EnvironmentProxy(Optional<InetSocketAddress> proxy, List<String> exceptions) {
    this.proxy = proxy;
    this.exceptions = exceptions;
  }

  /**
   * @throws IllegalArgumentException when the proxy of the environment is no URL
   */
  static ProxySelector of(Map<String, String> environment) {
    Optional<InetSocketAddress> proxy = named(environment, "HTTPS_PROXY").map(EnvironmentProxy::at);
    List<String> exceptions =
        named(environment, "NO_PROXY").stream()
            .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
            .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(name -> !name.isEmpty())
            .toList();
    return new EnvironmentProxy(proxy, exceptions);
  }

  private static Optional<String> named(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static InetSocketAddress at(String url) {
    try {
      URI parsed = new URI(url.contains(SCHEME) ? url : "http" + SCHEME + url);
      if (parsed.getHost() != null) {
        return InetSocketAddress.createUnresolved(
            parsed.getHost(), parsed.getPort() < 0 ? USUAL_PORT : parsed.getPort());
      }
    } catch (URISyntaxException malformed) {
      // Its message repeats the text, which may hold a password.
    }
    throw new IllegalArgumentException("HTTPS_PROXY is no URL of a proxy");
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (proxy.isEmpty()) {
      return Optional.ofNullable(ProxySelector.getDefault())
          .map(platform -> platform.select(uri))
          .orElse(List.of(Proxy.NO_PROXY));
    }
    return isException(uri.getHost().toLowerCase(Locale.ROOT))
        ? List.of(Proxy.NO_PROXY)
        : List.of(new Proxy(Proxy.Type.HTTP, resolved(proxy.get())));
  }

  private boolean isException(String host) {
    return exceptions.stream()
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  /** The HTTP client resolves no proxy's name itself. */
  private static InetSocketAddress resolved(InetSocketAddress named) {
    return new InetSocketAddress(named.getHostString(), named.getPort());
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // There is no other proxy to try; whoever connects is told.
  }
}
