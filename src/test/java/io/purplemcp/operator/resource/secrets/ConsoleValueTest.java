package io.purplemcp.operator.resource.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a console secret's value good, and that nothing of it is ever repeated. */
final class ConsoleValueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://x.sentinelone.net','PURPLEMCP_CONSOLE_TOKEN':'t'}",
        "{'PURPLEMCP_CONSOLE_TOKEN':'t','other':1,'PURPLEMCP_CONSOLE_BASE_URL':'https://x:8443'}"
      })
  void both_keys_well_formed_will_do(String value) {
    assertThat(ConsoleValue.problems(json(value))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "canary | JSON object",
        "['canary'] | JSON object",
        "{'PURPLEMCP_CONSOLE_TOKEN': 'canary | JSON object",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://x.net'} | PURPLEMCP_CONSOLE_TOKEN",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://x.net','PURPLEMCP_CONSOLE_TOKEN':' canary '} | PURPLEMCP_CONSOLE_TOKEN",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://x.net','PURPLEMCP_CONSOLE_TOKEN':7} | PURPLEMCP_CONSOLE_TOKEN",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'http://canary.net','PURPLEMCP_CONSOLE_TOKEN':'t'} | PURPLEMCP_CONSOLE_BASE_URL",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://canary.net/','PURPLEMCP_CONSOLE_TOKEN':'t'} | PURPLEMCP_CONSOLE_BASE_URL",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'https://u:canary@x.net','PURPLEMCP_CONSOLE_TOKEN':'t'} | PURPLEMCP_CONSOLE_BASE_URL",
        "{'PURPLEMCP_CONSOLE_BASE_URL':'not a canary','PURPLEMCP_CONSOLE_TOKEN':'t'} | PURPLEMCP_CONSOLE_BASE_URL",
        "{'PURPLEMCP_CONSOLE_TOKEN':'canary'} | PURPLEMCP_CONSOLE_BASE_URL",
      })
  void x20_what_is_wrong_is_named_and_never_quoted(String value, String key) {
    assertThat(ConsoleValue.problems(json(value)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains(key).doesNotContain("canary"));
  }

  @org.junit.jupiter.api.Test
  void a_binary_secret_will_not_do() {
    assertThat(ConsoleValue.problems(null)).hasSize(1);
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
