package io.purplemcp.operator.resource.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** X20: what a probe's requests carry is shown to nobody but the server that is asked. */
class RequestHeadersTest {
  private static final RequestHeaders CREDENTIALS =
      RequestHeaders.authorization("Bearer kanarienvogel-4711");

  @Test
  void X20_values_are_not_printed() {
    assertThat(CREDENTIALS + "").isEqualTo("RequestHeaders[Authorization]");
    assertThat(question(Set.of("mcp.example.com")) + "").doesNotContain("kanarienvogel");
  }

  @Test
  void X20_a_server_that_quotes_them_is_not_quoted() {
    assertThat(CREDENTIALS.removedFrom("no: Bearer kanarienvogel-4711!"))
        .isEqualTo("no: (sensitive)!");
    assertThat(CREDENTIALS.removedFrom("token kanarienvogel-4711 is wrong"))
        .isEqualTo("token (sensitive) is wrong");
    assertThat(RequestHeaders.NONE.removedFrom("as it was")).isEqualTo("as it was");
  }

  @Test
  void nobody_is_shown_them_whose_name_cannot_be_checked() {
    assertThat(question(Set.of()).credentials()).isEqualTo(RequestHeaders.NONE);
    assertThat(question(Set.of("mcp.example.com")).credentials()).isEqualTo(CREDENTIALS);
  }

  private static Question question(Set<String> names) {
    return new Question(
        "111122223333/us-east-1/acme",
        URI.create("https://mcp.example.com/mcp"),
        names,
        "ecs-svc/1",
        Duration.ofMinutes(5),
        CREDENTIALS,
        Question.Strangers.REFUSED);
  }
}
