package io.purplemcp.operator.sandbox.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The event history: late, newest first, one attribute at a time. */
class EventHistoryTest {
  private final World world = World.empty();
  private final CloudTrailClient history = world.person().cloudTrail();
  private final Ec2Client ec2 = world.person().ec2();

  @AfterEach
  void close() {
    world.close();
  }

  private List<Event> by(LookupAttributeKey key, String value) {
    return history
        .lookupEvents(r -> r.lookupAttributes(a -> a.attributeKey(key).attributeValue(value)))
        .events();
  }

  @Test
  void a_call_is_on_record_after_a_while_with_who_made_it_and_how() {
    String group = ec2.createSecurityGroup(r -> r.groupName("g").description("d")).groupId();
    ec2.deleteSecurityGroup(r -> r.groupId(group));
    assertThat(by(LookupAttributeKey.RESOURCE_NAME, group)).isEmpty();
    world.wait(CloudTrailService.DELAY);
    assertThat(by(LookupAttributeKey.RESOURCE_NAME, group))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.eventName()).isEqualTo("DeleteSecurityGroup");
              assertThat(event.eventSource()).isEqualTo("ec2.amazonaws.com");
              assertThat(event.readOnly()).isEqualTo("false");
              assertThat(event.username()).isEqualTo("AKIASOMEBODY");
              assertThat(event.cloudTrailEvent())
                  .contains(
                      "\"arn\":\"arn:aws:iam::111122223333:user/AKIASOMEBODY\"",
                      "\"requestParameters\":{\"groupId\":\"" + group + "\"}");
            });
    assertThat(by(LookupAttributeKey.EVENT_NAME, "CreateSecurityGroup")).hasSize(1);
  }

  @Test
  void the_newest_comes_first_and_a_range_of_time_can_be_asked_for() {
    ec2.createSecurityGroup(r -> r.groupName("first").description("d"));
    world.wait(Duration.ofMinutes(1));
    ec2.createSecurityGroup(r -> r.groupName("second").description("d"));
    world.wait(CloudTrailService.DELAY);
    List<Event> both = by(LookupAttributeKey.EVENT_NAME, "CreateSecurityGroup");
    assertThat(both).hasSize(2);
    assertThat(both.get(0).cloudTrailEvent()).contains("second");
    assertThat(
            history.lookupEvents(r -> r.endTime(both.get(0).eventTime().minusSeconds(30))).events())
        .extracting(Event::cloudTrailEvent)
        .allMatch(text -> !text.contains("second"));
    var page = history.lookupEvents(r -> r.maxResults(1));
    assertThat(page.events()).hasSize(1);
    assertThat(history.lookupEvents(r -> r.maxResults(1).nextToken(page.nextToken())).events())
        .hasSize(1)
        .isNotEqualTo(page.events());
  }

  @Test
  void refused_calls_are_on_record_with_their_error_and_secrets_are_not() {
    assertThatThrownBy(() -> ec2.deleteSecurityGroup(r -> r.groupId("sg-0ffffffffffffffff")));
    world.person().secretsManager().createSecret(r -> r.name("s").secretString("never-to-be-seen"));
    world.wait(CloudTrailService.DELAY);
    assertThat(by(LookupAttributeKey.EVENT_NAME, "DeleteSecurityGroup"))
        .singleElement()
        .extracting(Event::cloudTrailEvent)
        .asString()
        .contains("\"errorCode\":\"InvalidGroup.NotFound\"");
    assertThat(by(LookupAttributeKey.EVENT_NAME, "CreateSecret"))
        .singleElement()
        .extracting(Event::cloudTrailEvent)
        .asString()
        .doesNotContain("never-to-be-seen");
  }

  @Test
  void bad_questions_are_refused_as_CloudTrail_refuses_them() {
    refused(
        "InvalidLookupAttributesException",
        () ->
            history.lookupEvents(
                r ->
                    r.lookupAttributes(
                        a -> a.attributeKey("EventName").attributeValue("A"),
                        a -> a.attributeKey("Username").attributeValue("B"))));
    refused("InvalidMaxResultsException", () -> history.lookupEvents(r -> r.maxResults(51)));
    refused(
        "InvalidTimeRangeException",
        () ->
            history.lookupEvents(
                r ->
                    r.startTime(world.clock().instant())
                        .endTime(world.clock().instant().minusSeconds(1))));
    refused("InvalidNextTokenException", () -> history.lookupEvents(r -> r.nextToken("x")));
  }

  private static void refused(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            CloudTrailException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
