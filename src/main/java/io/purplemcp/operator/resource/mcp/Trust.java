package io.purplemcp.operator.resource.mcp;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed: the authorities of the Java platform, and some of one's own.
 *
 * @param further certificates of authorities beside the platform's
 */
public record Trust(List<X509Certificate> further) {
  /** The platform's alone. */
  public static final Trust PLATFORM = new Trust(List.of());

  public Trust {
    further = List.copyOf(further);
  }

  /** Believes the authorities, at a moment of the operator's own time. */
  X509TrustManager at(Instant now) {
    try {
      Set<TrustAnchor> anchors =
          Stream.concat(further.stream(), platform())
              .map(certificate -> new TrustAnchor(certificate, null))
              .collect(Collectors.toSet());
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return x509(factory);
    } catch (InvalidAlgorithmParameterException nobody) {
      throw new IllegalStateException("this Java platform trusts no authority at all", nobody);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java platform cannot check certificates", broken);
    }
  }

  private static Stream<X509Certificate> platform() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(x509(factory).getAcceptedIssuers());
  }

  private static X509TrustManager x509(TrustManagerFactory factory) {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("this Java platform checks no X.509 certificates");
  }
}
