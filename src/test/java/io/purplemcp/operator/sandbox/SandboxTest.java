package io.purplemcp.operator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.CallInterceptor;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class SandboxTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void anAccessKeyThatNamesNoAccountBelongsToTheDefaultOne() {
    try (StsClient sts = sts("test")) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo(SandboxAccountIds.ACCOUNT);
      assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::111122223333:user/test");
    }
  }

  @Test
  void anAccessKeyOfTwelveDigitsIsTheAccount() {
    try (StsClient sts = sts("444455556666")) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("444455556666");
    }
  }

  @Test
  void anOperationThatTheSandboxLacksIsNamedInTheAnswer() {
    try (StsClient sts = sts("test")) {
      assertThatThrownBy(() -> sts.getSessionToken())
          .isInstanceOfSatisfying(
              StsException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(501);
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("The sandbox does not implement sts:GetSessionToken.");
                assertThat(e.requestId()).isNotBlank();
              });
    }
  }

  @Test
  void everyCallIsRecordedAndTheRecordCanBeEmptied() throws Exception {
    try (StsClient sts = sts("test")) {
      sts.getCallerIdentity();
    }
    assertThat(send("GET", "/_sandbox/calls").body())
        .contains("\"service\":\"sts\"")
        .contains("\"operation\":\"GetCallerIdentity\"")
        .contains("\"mutating\":false")
        .contains("\"status\":200")
        .contains("\"caller\":\"arn:aws:iam::111122223333:user/test\"");
    send("DELETE", "/_sandbox/calls");
    assertThat(send("GET", "/_sandbox/calls").body()).isEqualTo("[]");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void alarmsAreSetOverHttpAndWhatIsNoStateIsRefused() throws Exception {
    try (StsClient sts = sts("test")) {
      sts.getCallerIdentity();
    }
    assertThat(send("GET", "/_sandbox/alarms").body()).isEqualTo("{}");
    assertThat(put("/_sandbox/alarms", "{\"slow\":\"ALARM\"}").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/_sandbox/alarms").body()).isEqualTo("{\"slow\":\"ALARM\"}");

    HttpResponse<String> wrong = put("/_sandbox/alarms", "{\"slow\":\"loud\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("allowed: ALARM, OK, INSUFFICIENT_DATA");
    assertThat(put("/_sandbox/alarms", "loud").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/_sandbox/alarms").body()).isEqualTo("{\"slow\":\"ALARM\"}");
  }

  @Test
  void anUnsignedRequestIsRefusedAsAwsRefusesIt() throws Exception {
    HttpResponse<String> answer = send("POST", "/");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("MissingAuthenticationToken");
  }

  @Test
  void aServiceThatTheSandboxLacksIsNamedInTheAnswer() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.endpoint())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString("Action=ListQueues"))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("does not implement the service sqs");
  }

  @Test
  void anInterceptorCanLoseTheAnswerOfACallThatWasExecuted() {
    sandbox.intercept(
        new CallInterceptor() {
          @Override
          public Verdict after(Arrival call) {
            return call.number() == 1 ? Verdict.DROP : Verdict.PASS;
          }
        });
    try (StsClient sts = sts("test")) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo(SandboxAccountIds.ACCOUNT);
    }
    assertThat(sandbox.calls()).extracting("status").containsExactly(0, 200);
  }

  @Test
  void aStoppedSandboxAnswersNobody() {
    URI endpoint = sandbox.endpoint();
    sandbox.close();
    assertThatThrownBy(() -> http.send(get(endpoint), HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    try (StsClient sts = sts("test")) {
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkClientException.class);
    }
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.endpoint().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.endpoint().resolve(path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest get(URI endpoint) {
    return HttpRequest.newBuilder(endpoint.resolve("/_sandbox/health")).build();
  }

  private StsClient sts(String accessKeyId) {
    return StsClient.builder()
        .endpointOverride(sandbox.endpoint())
        .region(Region.US_EAST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "test")))
        .build();
  }
}
