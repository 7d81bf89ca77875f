package io.purplemcp.operator.sandbox.acm;

import java.util.Optional;

/**
 * A certificate as text.
 *
 * @param pem what GetCertificate gives out
 * @param chain the certificates above it
 * @param key its private key, with which the load balancers of this sandbox answer for it; no call
 *     gives it out
 */
public record CertificateText(String pem, Optional<String> chain, Optional<String> key) {
  /** Without the key. */
  @Override
  public String toString() {
    return "CertificateText[" + pem + "]";
  }
}
