package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/** The predefined TLS policies. Source: the user guide's page on security policies. */
final class SslPolicies {
  /** What a listener gets whose request names none; weaker than what the console proposes. */
  static final String DEFAULT = "ELBSecurityPolicy-2016-08";

  private static final List<String> TLS13_CIPHERS =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
  private static final List<String> RESTRICTED_CIPHERS =
      List.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384");
  private static final List<String> FORWARD_SECRET_CIPHERS =
      List.of(
          "ECDHE-ECDSA-AES128-SHA256",
          "ECDHE-RSA-AES128-SHA256",
          "ECDHE-ECDSA-AES256-SHA384",
          "ECDHE-RSA-AES256-SHA384");
  private static final List<String> OLD_CIPHERS =
      List.of(
          "ECDHE-ECDSA-AES128-SHA",
          "ECDHE-RSA-AES128-SHA",
          "ECDHE-RSA-AES256-SHA",
          "ECDHE-ECDSA-AES256-SHA",
          "AES128-GCM-SHA256",
          "AES128-SHA256",
          "AES128-SHA",
          "AES256-GCM-SHA384",
          "AES256-SHA256",
          "AES256-SHA");

  private static final Map<String, SslPolicy> ALL = new LinkedHashMap<>();

  static {
    List<String> from10 = List.of("TLSv1", "TLSv1.1", "TLSv1.2");
    List<String> from10to13 = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    List<String> from12to13 = List.of("TLSv1.2", "TLSv1.3");
    List<String> only13 = List.of("TLSv1.3");
    for (String suffix : List.of("2021-06", "PQ-2025-09")) {
      put("TLS13-1-2-Res-" + suffix, from12to13, TLS13_CIPHERS, RESTRICTED_CIPHERS);
      put(
          "TLS13-1-2-" + suffix,
          from12to13,
          TLS13_CIPHERS,
          RESTRICTED_CIPHERS,
          FORWARD_SECRET_CIPHERS);
      put("TLS13-1-3-" + suffix, only13, TLS13_CIPHERS);
    }
    put(
        "TLS13-1-0-2021-06",
        from10to13,
        TLS13_CIPHERS,
        RESTRICTED_CIPHERS,
        FORWARD_SECRET_CIPHERS,
        OLD_CIPHERS);
    put("TLS13-1-2-FIPS-2023-04", from12to13, TLS13_CIPHERS, RESTRICTED_CIPHERS);
    put("TLS13-1-2-Res-FIPS-2023-04", from12to13, TLS13_CIPHERS, RESTRICTED_CIPHERS);
    put("TLS13-1-3-FIPS-2023-04", only13, TLS13_CIPHERS);
    put("2016-08", from10, RESTRICTED_CIPHERS, FORWARD_SECRET_CIPHERS, OLD_CIPHERS);
    put("TLS-1-1-2017-01", from10.subList(1, 3), RESTRICTED_CIPHERS, OLD_CIPHERS);
    put("TLS-1-2-2017-01", from10.subList(2, 3), RESTRICTED_CIPHERS, FORWARD_SECRET_CIPHERS);
    put("TLS-1-2-Ext-2018-06", from10.subList(2, 3), RESTRICTED_CIPHERS, OLD_CIPHERS);
    put("FS-1-2-Res-2020-10", from10.subList(2, 3), RESTRICTED_CIPHERS);
    put("FS-1-2-2019-08", from10.subList(2, 3), RESTRICTED_CIPHERS, FORWARD_SECRET_CIPHERS);
  }

  private SslPolicies() {}

  /** The policies of these names; all where none is named. */
  static List<SslPolicy> named(List<String> names) {
    return names.isEmpty()
        ? List.copyOf(ALL.values())
        : names.stream().map(SslPolicies::checked).map(ALL::get).toList();
  }

  static String checked(String name) {
    if (!ALL.containsKey(name)) {
      throw AwsError.badRequest("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
    }
    return name;
  }

  @SafeVarargs
  private static void put(String suffix, List<String> protocols, List<String>... ciphers) {
    String name = "ELBSecurityPolicy-" + suffix;
    List<Cipher> ordered = new ArrayList<>();
    for (List<String> family : ciphers) {
      for (String cipher : family) {
        ordered.add(Cipher.builder().name(cipher).priority(ordered.size() + 1).build());
      }
    }
    ALL.put(
        name,
        SslPolicy.builder()
            .name(name)
            .sslProtocols(protocols)
            .ciphers(ordered)
            .supportedLoadBalancerTypes("application", "network")
            .build());
  }
}
