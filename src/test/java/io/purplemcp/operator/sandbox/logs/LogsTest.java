package io.purplemcp.operator.sandbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

class LogsTest {
  private static final String ARN = "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/purple";
  private final VirtualTime time = new VirtualTime();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(3).withClock(time));
  private final CloudWatchLogsClient logs =
      SandboxClients.client(sandbox, CloudWatchLogsClient.builder());

  @AfterEach
  void stop() {
    logs.close();
    sandbox.close();
  }

  @Test
  void aGroupKeepsItsEventsForEverUntilItIsToldOtherwise() {
    create("/ecs/purple");
    assertThat(only().retentionInDays()).isNull();

    logs.putRetentionPolicy(r -> r.logGroupName("/ecs/purple").retentionInDays(30));
    assertThat(only().retentionInDays()).isEqualTo(30);

    logs.deleteRetentionPolicy(r -> r.logGroupName("/ecs/purple"));
    assertThat(only().retentionInDays()).isNull();
  }

  @Test
  void oneArnOfAGroupEndsInAWildcardAndTheOtherDoesNot() {
    create("/ecs/purple");

    assertThat(only().arn()).isEqualTo(ARN + ":*");
    assertThat(only().logGroupArn()).isEqualTo(ARN);
    assertThat(only().logGroupClass()).isEqualTo(LogGroupClass.STANDARD);
  }

  @Test
  void aRetentionThatCloudWatchDoesNotKnowIsRefused() {
    create("/ecs/purple");

    refused(
        () -> logs.putRetentionPolicy(r -> r.logGroupName("/ecs/purple").retentionInDays(31)),
        "InvalidParameterException",
        "Value '31' at 'retentionInDays'");
  }

  @Test
  void aGroupThatExistsAlreadyAndOneThatDoesNotAreToldApart() {
    create("/ecs/purple");

    refused(
        () -> create("/ecs/purple"),
        "ResourceAlreadyExistsException",
        "The specified log group already exists");
    refused(
        () -> logs.deleteLogGroup(r -> r.logGroupName("/ecs/none")),
        "ResourceNotFoundException",
        "The specified log group does not exist.");
  }

  @Test
  void aPrefixFindsLongerNamesToo() {
    create("/ecs/purple");
    create("/ecs/purple-mcp");
    create("/other");

    assertThat(names(logs.describeLogGroups(r -> r.logGroupNamePrefix("/ecs/purple")).logGroups()))
        .containsExactly("/ecs/purple", "/ecs/purple-mcp");
    assertThat(names(logs.describeLogGroups(r -> r.logGroupNamePattern("PURPLE-")).logGroups()))
        .containsExactly("/ecs/purple-mcp");
    refused(
        () -> logs.describeLogGroups(r -> r.logGroupNamePrefix("a").logGroupNamePattern("b")),
        "InvalidParameterException",
        "mutually exclusive");
  }

  @Test
  void groupsAreNamedByNameOrEitherFormOfArnUpToFifty() {
    create("/ecs/purple");
    create("/other");

    for (String id : List.of("/ecs/purple", ARN, ARN + ":*")) {
      assertThat(names(logs.describeLogGroups(r -> r.logGroupIdentifiers(id)).logGroups()))
          .containsExactly("/ecs/purple");
    }
    List<String> many = Collections.nCopies(51, "/other");
    refused(
        () -> logs.describeLogGroups(r -> r.logGroupIdentifiers(many)),
        "InvalidParameterException",
        "have length less than or equal to 50");
  }

  @Test
  void thePagesOfTheListJoinUp() {
    for (int i = 0; i < 5; i++) {
      create("/ecs/" + i);
    }

    assertThat(
            names(logs.describeLogGroupsPaginator(r -> r.limit(2)).logGroups().stream().toList()))
        .containsExactly("/ecs/0", "/ecs/1", "/ecs/2", "/ecs/3", "/ecs/4");
  }

  @Test
  void tagsAreReadByTheArnWithoutWildcardOnly() {
    logs.createLogGroup(r -> r.logGroupName("/ecs/purple").tags(Map.of("team", "soc")));
    logs.tagResource(r -> r.resourceArn(ARN).tags(Map.of("cost", "1")));
    logs.untagResource(r -> r.resourceArn(ARN).tagKeys("team"));

    assertThat(logs.listTagsForResource(r -> r.resourceArn(ARN)).tags())
        .isEqualTo(Map.of("cost", "1"));
    refused(
        () -> logs.listTagsForResource(r -> r.resourceArn(ARN + ":*")),
        "InvalidParameterException",
        "without ':*'");
  }

  @Test
  void theKeyOfAGroupComesAndGoes() {
    create("/ecs/purple");
    String key = "arn:aws:kms:us-east-1:111122223333:key/0a1b";
    logs.associateKmsKey(r -> r.logGroupName("/ecs/purple").kmsKeyId(key));
    assertThat(only().kmsKeyId()).isEqualTo(key);

    logs.disassociateKmsKey(r -> r.resourceIdentifier(ARN));
    assertThat(only().kmsKeyId()).isNull();
  }

  @Test
  void eventsAreReadFromTheNewestBackOrFromTheOldestOn() {
    create("/ecs/purple");
    logs.createLogStream(r -> r.logGroupName("/ecs/purple").logStreamName("task"));
    put(1, 2, 3);

    GetLogEventsResponse newest =
        logs.getLogEvents(r -> r.logGroupName("/ecs/purple").logStreamName("task").limit(2));
    assertThat(newest.events()).extracting(OutputLogEvent::message).containsExactly("m2", "m3");
    GetLogEventsResponse older =
        logs.getLogEvents(
            r ->
                r.logGroupName("/ecs/purple")
                    .logStreamName("task")
                    .limit(2)
                    .nextToken(newest.nextBackwardToken()));
    assertThat(older.events()).extracting(OutputLogEvent::message).containsExactly("m1");
    assertThat(
            logs.getLogEvents(
                    r ->
                        r.logGroupName("/ecs/purple")
                            .logStreamName("task")
                            .startFromHead(true)
                            .limit(1))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("m1");
  }

  @Test
  void eventsOutOfOrderAreRefused() {
    create("/ecs/purple");
    logs.createLogStream(r -> r.logGroupName("/ecs/purple").logStreamName("task"));

    refused(() -> put(2, 1), "InvalidParameterException", "must be in chronological order");
  }

  @Test
  void aGroupTakesItsStreamsWithIt() {
    create("/ecs/purple");
    logs.createLogStream(r -> r.logGroupName("/ecs/purple").logStreamName("task"));
    logs.deleteLogGroup(r -> r.logGroupName("/ecs/purple"));
    create("/ecs/purple");

    assertThat(logs.describeLogStreams(r -> r.logGroupName("/ecs/purple")).logStreams()).isEmpty();
  }

  private void put(int... times) {
    List<InputLogEvent> events =
        Arrays.stream(times)
            .mapToObj(t -> InputLogEvent.builder().timestamp((long) t).message("m" + t).build())
            .toList();
    logs.putLogEvents(r -> r.logGroupName("/ecs/purple").logStreamName("task").logEvents(events));
  }

  private void create(String name) {
    logs.createLogGroup(r -> r.logGroupName(name));
  }

  private LogGroup only() {
    List<LogGroup> groups = logs.describeLogGroups().logGroups();
    assertThat(groups).hasSize(1);
    return groups.get(0);
  }

  private static List<String> names(List<LogGroup> groups) {
    return groups.stream().map(LogGroup::logGroupName).toList();
  }

  private static void refused(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            });
  }
}
