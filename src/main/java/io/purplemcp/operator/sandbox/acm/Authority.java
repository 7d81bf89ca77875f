package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/**
 * The authority that signs what ACM issues in this sandbox: one for all accounts, made when it is
 * first needed. Its key is this sandbox's own, so trusting it trusts no other one.
 */
public final class Authority {
  private static final TableKey<CertificateText> TABLE =
      TableKey.of("acm.authority", CertificateText.class);

  /** Where it is kept. */
  public static final Scope SCOPE = new Scope(SandboxAccountIds.ACCOUNT, Scope.GLOBAL);

  private static final String ROW = "authority";
  private static final X500Name NAME = new X500Name("CN=Purple MCP sandbox,O=Sandbox");
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /** Real authorities date back too: the clocks of those who check differ. */
  private static final Duration DATED_BACK = Duration.ofDays(1);

  private static final int RSA_BITS = 2048;
  private static final int EC_BITS = 256;
  private static final int HEX = 16;

  private Authority() {}

  /** The authority's own certificate, for whoever is to trust this sandbox. */
  public static String pem(Context context) {
    return own(context).pem();
  }

  /** A certificate with the names and dates that are described. */
  static CertificateText issue(Context context, CertificateDetail detail) {
    CertificateText own = own(context);
    try {
      KeyPair pair = ServerKey.PAIR;
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(detail.serial(), HEX),
              Date.from(detail.notBefore().minus(DATED_BACK)),
              Date.from(detail.notAfter()),
              new X500Name("CN=" + detail.domainName()),
              pair.getPublic());
      GeneralName[] names =
          detail.subjectAlternativeNames().stream()
              .map(name -> new GeneralName(GeneralName.dNSName, name))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      PrivateKey signer = Pem.key(own.key().orElseThrow());
      return text(signed(builder, signer), Optional.of(own.pem()), pair.getPrivate());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate for " + detail.domainName(), e);
    }
  }

  private static CertificateText own(Context context) {
    Table<CertificateText> table = context.in(SCOPE).table(TABLE);
    Optional<CertificateText> known = table.find(ROW);
    if (known.isPresent()) {
      return known.get();
    }
    CertificateText made = selfSigned(context.now());
    table.put(ROW, made);
    return made;
  }

  private static CertificateText selfSigned(Instant now) {
    try {
      KeyPair pair = keys("EC", EC_BITS);
      PublicKey key = pair.getPublic();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.valueOf(now.toEpochMilli()),
              Date.from(now.minus(DATED_BACK)),
              Date.from(now.plus(VALIDITY)),
              NAME,
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return text(signed(builder, pair.getPrivate()), Optional.empty(), pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("the sandbox has no certificate authority", e);
    }
  }

  /** Made once in a process: that takes longer than all the rest of a certificate. */
  private static final class ServerKey {
    static final KeyPair PAIR = pair();

    private static KeyPair pair() {
      try {
        return keys("RSA", RSA_BITS);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has RSA", e);
      }
    }
  }

  private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static X509CertificateHolder signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    return builder.build(new JcaContentSignerBuilder(algorithm).build(key));
  }

  private static CertificateText text(
      X509CertificateHolder certificate, Optional<String> chain, PrivateKey key)
      throws IOException {
    return new CertificateText(
        Pem.text("CERTIFICATE", certificate.getEncoded()),
        chain,
        Optional.of(Pem.text("PRIVATE KEY", key.getEncoded())));
  }
}
