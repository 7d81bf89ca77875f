package io.purplemcp.operator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * CloudTrail's event history: who called what in the account, for 90 days. A call is there within
 * 15 minutes; two may be asked for in a second, by all who work in the account and region.
 */
public final class CallHistory {
  public static final String OPERATION = "cloudtrail:LookupEvents";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WRITING = "false";

  /** What the history can be asked by; one at a time. */
  public enum By {
    RESOURCE_NAME,
    EVENT_NAME
  }

  /**
   * One question.
   *
   * @param global whether IAM's calls are asked for, which are recorded in one region only
   */
  public record Question(By by, String value, Instant from, Instant to, boolean global) {}

  /**
   * A call that changed something.
   *
   * @param call as IAM spells it, without the service: {@code UpdateService}
   * @param principal the ARN of who called, or the AWS service that did so by itself
   * @param mentions every text among its parameters
   */
  public record Recorded(String call, Instant time, String principal, Set<String> mentions) {}

  private CallHistory() {}

  /**
   * The newest fifty that succeeded.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when the history cannot be read
   */
  public static List<Recorded> ask(AwsClients clients, Question question) {
    CloudTrailClient client = question.global() ? clients.cloudTrailOfIam() : clients.cloudTrail();
    LookupAttributeKey key =
        question.by() == By.RESOURCE_NAME
            ? LookupAttributeKey.RESOURCE_NAME
            : LookupAttributeKey.EVENT_NAME;
    return client
        .lookupEvents(
            request ->
                request
                    .startTime(question.from())
                    .endTime(question.to())
                    .lookupAttributes(a -> a.attributeKey(key).attributeValue(question.value())))
        .events()
        .stream()
        .filter(event -> WRITING.equals(event.readOnly()))
        .map(CallHistory::parsed)
        .filter(Parsed::succeeded)
        .map(Parsed::recorded)
        .toList();
  }

  private record Parsed(Event event, JsonNode text) {
    boolean succeeded() {
      return text.path("errorCode").asText("").isEmpty();
    }

    Recorded recorded() {
      Set<String> mentions = new HashSet<>();
      texts(text.path("requestParameters"), mentions);
      event.resources().forEach(resource -> mentions.add(resource.resourceName()));
      return new Recorded(event.eventName(), event.eventTime(), principal(), mentions);
    }

    private String principal() {
      JsonNode identity = text.path("userIdentity");
      return identity.path("arn").asText(identity.path("invokedBy").asText("somebody unnamed"));
    }
  }

  private static Parsed parsed(Event event) {
    try {
      return new Parsed(event, JSON.readTree(event.cloudTrailEvent()));
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      return new Parsed(event, MissingNode.getInstance());
    }
  }

  private static void texts(JsonNode node, Set<String> into) {
    if (node.isTextual()) {
      into.add(node.asText());
    } else {
      node.forEach(child -> texts(child, into));
    }
  }
}
