package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server proves with who it is.
 *
 * @param chain its own certificate first
 */
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
  public ServerIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * The identity behind a certificate of ACM; empty where it is not issued, or where what was
   * imported as its key is none.
   */
  public static Optional<ServerIdentity> of(Context context, String certificateArn) {
    return CertificateTexts.find(context, certificateArn).flatMap(ServerIdentity::parse);
  }

  private static Optional<ServerIdentity> parse(CertificateText text) {
    if (text.key().isEmpty()) {
      return Optional.empty();
    }
    String pem = text.pem() + "\n" + text.chain().orElse("");
    try {
      List<X509Certificate> chain = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
          .forEach(one -> chain.add((X509Certificate) one));
      return Optional.of(new ServerIdentity(Pem.key(text.key().get()), chain));
    } catch (IOException | CertificateException notUsable) {
      return Optional.empty();
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServerIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
