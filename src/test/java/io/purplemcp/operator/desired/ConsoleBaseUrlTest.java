package io.purplemcp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleBaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.sentinelone.net",
        "https://usea1-012.sentinelone.net",
        "https://console.example.com:8443",
        "https://localhost"
      })
  void a_bare_origin_with_https_is_what_the_server_starts_with(String url) {
    assertThat(ConsoleBaseUrl.fault(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://acme.sentinelone.net, it must start with https://",
    "acme.sentinelone.net, it must start with https://",
    "HTTPS://acme.sentinelone.net, it must start with https://",
    "https://acme.sentinelone.net/, it must not end with a slash",
    "https://acme.sentinelone.net/web, it must not have a path",
    "https://acme.sentinelone.net?a=b, it must not have a query",
    "https://acme.sentinelone.net#a, it must not have a fragment",
    "https://acme.sentinelone.net;a, it must not contain a semicolon",
    "https://user:secret@acme.net, after https:// only a host's name and perhaps a port may follow",
    "https://, after https:// only a host's name and perhaps a port may follow",
    "'https://acme.net ', after https:// only a host's name and perhaps a port may follow",
  })
  void anything_else_is_told_why_without_being_repeated(String url, String fault) {
    assertThat(ConsoleBaseUrl.fault(url)).contains(fault);
  }
}
