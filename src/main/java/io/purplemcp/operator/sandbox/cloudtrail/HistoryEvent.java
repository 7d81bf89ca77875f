package io.purplemcp.operator.sandbox.cloudtrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.core.Identity;
import io.purplemcp.operator.sandbox.core.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/** One recorded call as the event history shows it. */
final class HistoryEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE_SESSION = ":assumed-role/";

  /**
   * Which parameters name the resource that a call is listed under, by service. What is not here
   * (ECS, CloudWatch Logs) is listed under nothing, and found by the name of the call alone.
   */
  private static final Map<String, Set<String>> NAMES =
      Map.of(
          "ec2",
              Set.of("groupId", "routeTableId", "subnetId", "vpcId", "natGatewayId", "resources"),
          "iam", Set.of("roleName", "policyArn"),
          "elasticloadbalancing",
              Set.of("loadBalancerArn", "targetGroupArn", "listenerArn", "ruleArn", "resourceArns"),
          "secretsmanager", Set.of("secretId"));

  private HistoryEvent() {}

  static Event of(Trail.Entry entry) {
    Map<String, Object> parameters = RequestParameters.of(entry.request());
    return Event.builder()
        .eventId(entry.id())
        .eventName(entry.operation())
        .readOnly("false")
        .accessKeyId(entry.accessKeyId())
        .eventTime(entry.time())
        .eventSource(source(entry))
        .username(last(entry.caller().arn()))
        .resources(resources(entry, parameters))
        .cloudTrailEvent(text(entry, parameters))
        .build();
  }

  private static String source(Trail.Entry entry) {
    return entry.service() + ".amazonaws.com";
  }

  private static List<Resource> resources(Trail.Entry entry, Map<String, Object> parameters) {
    Set<String> names = NAMES.getOrDefault(entry.service(), Set.of());
    return RequestParameters.named(parameters, names).stream()
        .map(name -> Resource.builder().resourceName(name).build())
        .toList();
  }

  private static String text(Trail.Entry entry, Map<String, Object> parameters) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventVersion", "1.11");
    event.put("userIdentity", identity(entry));
    event.put("eventTime", entry.time().toString());
    event.put("eventSource", source(entry));
    event.put("eventName", entry.operation());
    event.put("awsRegion", entry.region());
    if (!entry.error().isEmpty()) {
      event.put("errorCode", entry.error());
    }
    event.put("requestParameters", parameters);
    event.put("requestID", entry.id());
    event.put("eventID", entry.id());
    event.put("readOnly", false);
    event.put("eventType", "AwsApiCall");
    event.put("managementEvent", true);
    event.put("recipientAccountId", entry.caller().account());
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts are JSON", e);
    }
  }

  private static Map<String, Object> identity(Trail.Entry entry) {
    Identity caller = entry.caller();
    boolean session = caller.arn().contains(ROLE_SESSION);
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("type", session ? "AssumedRole" : "IAMUser");
    identity.put("principalId", caller.userId());
    identity.put("arn", caller.arn());
    identity.put("accountId", caller.account());
    identity.put("accessKeyId", entry.accessKeyId());
    if (!session) {
      identity.put("userName", last(caller.arn()));
    }
    return identity;
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
