package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proxy settings that everybody's tools obey. */
class EnvironmentProxyTest {
  private static final URI ENDPOINT = URI.create("https://mcp.eu.example.com/mcp");

  @Test
  void HTTPS_PROXY_is_used_in_either_case_with_or_without_a_scheme() {
    assertThat(chosen(Map.of("HTTPS_PROXY", "http://127.0.0.1:3128"))).isEqualTo("127.0.0.1:3128");
    assertThat(chosen(Map.of("https_proxy", "127.0.0.1:3128"))).isEqualTo("127.0.0.1:3128");
    assertThat(chosen(Map.of("HTTPS_PROXY", "http://127.0.0.1"))).isEqualTo("127.0.0.1:80");
  }

  @Test
  void NO_PROXY_names_hosts_and_the_domains_above_them() {
    assertThat(chosen(proxyBut("mcp.eu.example.com"))).isEqualTo("none");
    assertThat(chosen(proxyBut("other.org, .example.com"))).isEqualTo("none");
    assertThat(chosen(proxyBut("*.example.com"))).isEqualTo("none");
    assertThat(chosen(proxyBut("*"))).isEqualTo("none");
    assertThat(chosen(proxyBut("ample.com"))).isEqualTo("127.0.0.1:3128");
    assertThat(chosen(proxyBut(""))).isEqualTo("127.0.0.1:3128");
  }

  @Test
  void without_one_the_java_platform_decides() {
    assertThat(EnvironmentProxy.of(Map.of()).select(ENDPOINT))
        .isEqualTo(ProxySelector.getDefault().select(ENDPOINT));
  }

  @Test
  void what_is_no_proxy_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> EnvironmentProxy.of(Map.of("HTTPS_PROXY", "http://:secret@")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("HTTPS_PROXY is no URL of a proxy");
  }

  private static Map<String, String> proxyBut(String exceptions) {
    return Map.of("HTTPS_PROXY", "http://127.0.0.1:3128", "NO_PROXY", exceptions);
  }

  private static String chosen(Map<String, String> environment) {
    Proxy proxy = EnvironmentProxy.of(environment).select(ENDPOINT).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }
}
