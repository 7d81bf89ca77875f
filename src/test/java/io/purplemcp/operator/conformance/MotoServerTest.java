package io.purplemcp.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
final class MotoServerTest {
  @Test
  void moto_answers_on_the_loopback_interface_and_ends_when_it_is_closed() throws Exception {
    URI endpoint;
    try (MotoServer moto = MotoServer.startOrSkip()) {
      endpoint = moto.endpoint();
      HttpRequest health = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json")).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
    HttpRequest afterwards = HttpRequest.newBuilder(endpoint).build();
    assertThat(
            HttpClient.newHttpClient()
                .sendAsync(afterwards, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> failure)
                .join())
        .as("nobody listens any more")
        .isNotNull();
  }
}
