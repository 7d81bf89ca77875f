package io.purplemcp.operator.sandbox.acm;

import java.util.Optional;

/**
 * What GetCertificate gives out. Private keys are not kept.
 *
 * @param chain the certificates above it
 */
public record CertificateText(String pem, Optional<String> chain) {}
