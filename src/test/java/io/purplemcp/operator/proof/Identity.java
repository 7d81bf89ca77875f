package io.purplemcp.operator.proof;

import io.purplemcp.operator.testing.Handmade;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people change on roles, log groups and clusters. */
final class Identity {
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
  private static final String ANYBODY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String POLICY = "purple-mcp-execution";

  private Identity() {}

  static Stream<Mutation> mutations() {
    return Stream.of(
        role(
            "the inline policy is widened",
            "policies[" + POLICY + "]",
            hand ->
                hand.aws()
                    .iam()
                    .putRolePolicy(
                        r ->
                            r.roleName(hand.role()).policyName(POLICY).policyDocument(EVERYTHING))),
        role(
            "the inline policy is deleted",
            "policies[" + POLICY + "]",
            hand ->
                hand.aws().iam().deleteRolePolicy(r -> r.roleName(hand.role()).policyName(POLICY))),
        role(
            "a second inline policy is added",
            "policies[backdoor]",
            hand ->
                hand.aws()
                    .iam()
                    .putRolePolicy(
                        r ->
                            r.roleName(hand.role())
                                .policyName("backdoor")
                                .policyDocument(EVERYTHING))),
        role(
            "a managed policy is attached",
            "attachedPolicies[arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]",
            hand ->
                hand.aws()
                    .iam()
                    .attachRolePolicy(
                        r ->
                            r.roleName(hand.role())
                                .policyArn(
                                    "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"))),
        role(
            "anybody may assume the role",
            "trustPolicy",
            hand ->
                hand.aws()
                    .iam()
                    .updateAssumeRolePolicy(r -> r.roleName(hand.role()).policyDocument(ANYBODY))),
        role(
            "a label of the role gets a foreign value",
            "tags[team]",
            hand ->
                hand.aws()
                    .iam()
                    .tagRole(r -> r.roleName(hand.role()).tags(t -> t.key("team").value("x")))),
        logs(
            "the retention is taken away",
            "retentionInDays",
            hand ->
                hand.aws().logs().deleteRetentionPolicy(r -> r.logGroupName(Handmade.LOG_GROUP))),
        logs(
            "the retention is shortened",
            "retentionInDays",
            hand ->
                hand.aws()
                    .logs()
                    .putRetentionPolicy(
                        r -> r.logGroupName(Handmade.LOG_GROUP).retentionInDays(1))),
        logs(
            "a label that nobody declares is put on the log group",
            "tags[purplemcp.io/labels]",
            hand ->
                hand.aws()
                    .logs()
                    .tagResource(
                        r ->
                            r.resourceArn(logGroup(hand))
                                .tags(Map.of("purplemcp.io/labels", "x")))),
        logs(
            "our ownership tag is taken off the log group",
            "tags[purplemcp.io/managed-by]",
            hand ->
                hand.aws()
                    .logs()
                    .untagResource(
                        r -> r.resourceArn(logGroup(hand)).tagKeys("purplemcp.io/managed-by"))),
        logs(
            "LG01 the log group is deleted",
            "presence",
            hand -> hand.aws().logs().deleteLogGroup(r -> r.logGroupName(Handmade.LOG_GROUP))),
        new Mutation(
            "the cluster's tag gets a foreign value",
            "Cluster",
            "tags[purplemcp.io/deletion]",
            hand ->
                hand.aws()
                    .ecs()
                    .tagResource(
                        r ->
                            r.resourceArn(hand.service().clusterArn())
                                .tags(t -> t.key("purplemcp.io/deletion").value("Delete")))));
  }

  private static String logGroup(Handmade hand) {
    return hand.aws()
        .logs()
        .describeLogGroups(r -> r.logGroupNamePrefix(Handmade.LOG_GROUP))
        .logGroups()
        .get(0)
        .logGroupArn();
  }

  private static Mutation role(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "ExecutionRole", field, act);
  }

  private static Mutation logs(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "LogGroup", field, act);
  }
}
