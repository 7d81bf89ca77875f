package io.purplemcp.operator.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A certificate that nobody has to trust, with its key, as PEM. */
record Pem(String certificate, String privateKey) {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "purple-mcp";
  private static final int LINE = 64;

  /** Made by the JDK's own keytool. */
  static Pem selfSigned(Path folder) {
    Path store = folder.resolve("certificate.p12");
    new Client(Path.of(System.getProperty("java.home"), "bin", "keytool"), folder, Map.of())
        .run(
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-dname",
            "CN=mcp.example.com",
            "-ext",
            "SAN=dns:mcp.example.com",
            "-validity",
            "365",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-keypass",
            PASSWORD)
        .expecting(0);
    try (InputStream stream = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(stream, PASSWORD.toCharArray());
      return new Pem(
          text("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
          text("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("keytool made no key store that Java can read", e);
    }
  }

  private static String text(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
