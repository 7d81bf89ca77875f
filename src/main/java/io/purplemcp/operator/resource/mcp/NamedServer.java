package io.purplemcp.operator.resource.mcp;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Checks that a server is one of those that are expected, whatever the address that leads to it: a
 * load balancer's own name is never in its certificate. Remembers the certificate that was shown.
 */
final class NamedServer extends X509ExtendedTrustManager {
  /** The kind of an alternative name, after RFC 5280. */
  private static final int DNS_NAME = 2;

  private final X509TrustManager authorities;
  private final Set<String> names;
  private volatile Optional<X509Certificate> shown = Optional.empty();

  /**
   * @param names the certificate must be for one of these; any name will do where there is none
   */
  NamedServer(X509TrustManager authorities, Set<String> names) {
    this.authorities = authorities;
    this.names = names;
  }

  /** The server's certificate, whether it was believed or not. */
  Optional<X509Certificate> shown() {
    return shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    shown = Optional.of(chain[0]);
    authorities.checkServerTrusted(chain, authType);
    List<String> covered = namesOf(chain[0]);
    if (!names.isEmpty()
        && names.stream().noneMatch(name -> covered.stream().anyMatch(c -> covers(c, name)))) {
      throw new CertificateException(
          "the certificate is for "
              + String.join(", ", covered)
              + " and not for "
              + String.join(" or ", names));
    }
  }

  private static List<String> namesOf(X509Certificate certificate) throws CertificateException {
    return Stream.ofNullable(certificate.getSubjectAlternativeNames())
        .flatMap(Collection::stream)
        .filter(name -> Objects.equals(name.get(0), DNS_NAME))
        .map(name -> name.get(1).toString())
        .toList();
  }

  /** After RFC 6125: a wildcard stands for one whole label, the leftmost. */
  static boolean covers(String covered, String name) {
    String one = covered.toLowerCase(Locale.ROOT);
    String other = name.toLowerCase(Locale.ROOT);
    int dot = other.indexOf('.');
    return one.equals(other)
        || (one.startsWith("*.") && dot > 0 && one.substring(1).equals(other.substring(dot)));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no client is served here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
