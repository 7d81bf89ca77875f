package io.purplemcp.operator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.ChaosSettings.Lag;
import io.purplemcp.operator.sandbox.core.Fault;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.sts.StsClient;

class ChaosTest {
  private static final int MANY = 40;

  private final VirtualTime time = new VirtualTime();
  private Sandbox sandbox;
  private Ec2Client ec2;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults().withPort(0).withClock(time).withRandomSeed(20_260_115));
    ec2 =
        SandboxClients.client(
            sandbox,
            Ec2Client.builder()
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry())));
  }

  @AfterEach
  void stop() {
    ec2.close();
    sandbox.close();
  }

  @Test
  void laggingReadsMissSomeOfTheLastWritesButNeverMoreThanAsked() {
    sandbox.chaos(ChaosSettings.CALM.withLag(Lag.ofCalls(2)));
    for (int i = 0; i < 4; i++) {
      create("g" + i);
    }
    assertThat(countsSeen()).containsExactlyInAnyOrder(3, 4, 5);
  }

  @Test
  void afterAWhileEverybodySeesAWrite() {
    sandbox.chaos(ChaosSettings.CALM.withLag(new Lag(5, 10)));
    create("tasks");
    time.pass(Duration.ofSeconds(10));
    assertThat(countsSeen()).containsExactly(2);
  }

  @Test
  void writesAlwaysMeetTheLiveState() {
    sandbox.chaos(ChaosSettings.CALM.withLag(Lag.ofCalls(5)));
    create("tasks");
    for (int i = 0; i < MANY; i++) {
      assertThatThrownBy(() -> create("tasks")).satisfies(code("InvalidGroup.Duplicate"));
    }
  }

  @Test
  void shuffledListsHoldTheSameInAnotherOrder() {
    List<String> calm = subnets();
    sandbox.chaos(ChaosSettings.CALM.withShuffle(true));
    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      List<String> shuffled = subnets();
      assertThat(shuffled).containsExactlyInAnyOrderElementsOf(calm);
      orders.add(shuffled);
    }
    assertThat(orders).hasSizeGreaterThan(1);
  }

  @Test
  void whatExceedsTheBurstIsThrottledAndTimeHelps() {
    sandbox.chaos(ChaosSettings.CALM.withThrottle(true));
    for (int i = 0; i < 50; i++) {
      create("g" + i);
    }
    assertThatThrownBy(() -> create("late"))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(503);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("RequestLimitExceeded");
              assertThat(e.isThrottlingException()).isTrue();
            });
    time.pass(Duration.ofSeconds(1));
    create("late");
    assertThat(names()).contains("late");
  }

  @Test
  void aRefusedCallIsNotExecutedAndTheFaultWearsOut() {
    sandbox.chaos(
        ChaosSettings.CALM.withFault(
            Fault.refused("ec2", "CreateSecurityGroup", 1, 403, "UnauthorizedOperation", "No.")));
    assertThatThrownBy(() -> create("tasks")).satisfies(code("UnauthorizedOperation"));
    assertThat(names()).doesNotContain("tasks");
    create("tasks");
    assertThat(sandbox.chaos()).isEqualTo(ChaosSettings.CALM);
  }

  @Test
  void aLostAnswerLeavesTheCallExecuted() {
    sandbox.chaos(ChaosSettings.CALM.withFault(Fault.answerLost("ec2", "CreateSecurityGroup", 1)));
    assertThatThrownBy(() -> create("tasks")).isInstanceOf(SdkClientException.class);
    assertThat(names()).contains("tasks");
    assertThat(sandbox.calls())
        .filteredOn(call -> call.operation().equals("CreateSecurityGroup"))
        .extracting("status")
        .containsExactly(0);
  }

  @Test
  void aFaultWithoutEndConcernsItsOperationOnly() {
    sandbox.chaos(
        ChaosSettings.CALM.withFault(
            Fault.refused("ec2", "DescribeVpcs", Fault.FOREVER, 500, "InternalError", "Sorry")));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ec2.describeVpcs()).satisfies(code("InternalError"));
    }
    assertThat(subnets()).isNotEmpty();
  }

  @Test
  void theSwitchesCanBeSetOverHttp() throws Exception {
    String settings =
        "{\"lag\":{\"calls\":3},\"shuffle\":true,\"faults\":[{\"service\":\"sts\",\"status\":400,"
            + "\"code\":\"AccessDenied\",\"times\":-1}]}";
    assertThat(put(settings).statusCode()).isEqualTo(200);
    assertThat(sandbox.chaos().lag()).isEqualTo(new Lag(3, Lag.DEFAULT_SECONDS));
    assertThat(sandbox.chaos().shuffle()).isTrue();
    try (StsClient sts = SandboxClients.client(sandbox, StsClient.builder())) {
      assertThatThrownBy(sts::getCallerIdentity).satisfies(code("AccessDenied"));
    }
    put("{}");
    assertThat(sandbox.chaos()).isEqualTo(ChaosSettings.CALM);
  }

  @Test
  void unknownSwitchesAreRefused() throws Exception {
    HttpResponse<String> answer = put("{\"lagg\":1}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("lagg");
  }

  private static Consumer<Throwable> code(String expected) {
    return thrown ->
        assertThat(((AwsServiceException) thrown).awsErrorDetails().errorCode())
            .isEqualTo(expected);
  }

  private HttpResponse<String> put(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.endpoint().resolve("/_sandbox/chaos"))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private Set<Integer> countsSeen() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      seen.add(names().size());
    }
    return seen;
  }

  private void create(String name) {
    ec2.createSecurityGroup(r -> r.groupName(name).description("d"));
  }

  private List<String> names() {
    return ec2.describeSecurityGroups().securityGroups().stream()
        .map(SecurityGroup::groupName)
        .toList();
  }

  private List<String> subnets() {
    return ec2.describeSubnets().subnets().stream().map(Subnet::subnetId).toList();
  }
}
