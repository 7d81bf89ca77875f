package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.acm.ServerIdentity;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Engine;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate of a listener at each handshake, so that one that is changed is shown at
 * once: the first that covers the name that the client asks for, or else the default one.
 */
final class ListenerKeys extends X509ExtendedKeyManager {
  private final Engine engine;
  private final String listenerArn;

  ListenerKeys(Engine engine, String listenerArn) {
    this.engine = engine;
    this.listenerArn = listenerArn;
  }

  /** An alias is the ARN of a certificate. */
  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    Optional<String> asked = serverName(engine);
    return this.engine
        .look(
            contexts ->
                Listening.find(contexts, listenerArn)
                    .flatMap(listening -> chosen(listening, asked, keyType)))
        .orElse(null);
  }

  private static Optional<String> chosen(
      Listening listening, Optional<String> asked, String keyType) {
    List<String> arns = listening.certificates();
    Stream<String> covering =
        arns.stream()
            .filter(
                arn -> asked.filter(name -> covers(listening.context(), arn, name)).isPresent());
    return Stream.concat(covering, arns.stream().limit(1))
        .findFirst()
        .filter(
            arn ->
                ServerIdentity.of(listening.context(), arn)
                    .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                    .isPresent());
  }

  private static boolean covers(Context context, String arn, String name) {
    return Listening.namesOf(context, arn)
        .anyMatch(covered -> Wildcard.host(covered).matches(name));
  }

  private static Optional<String> serverName(SSLEngine engine) {
    SSLSession session = engine.getHandshakeSession();
    return session instanceof ExtendedSSLSession extended
        ? extended.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
        : Optional.empty();
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity(alias).map(i -> i.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity(alias).map(ServerIdentity::key).orElse(null);
  }

  private Optional<ServerIdentity> identity(String arn) {
    return engine.look(
        contexts ->
            contexts.stream()
                .flatMap(context -> ServerIdentity.of(context, arn).stream())
                .findFirst());
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }
}
