package io.purplemcp.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.resource.Ownership;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/** The committed policies, as AWS and a careful reader would judge them. */
final class IamPolicyFilesTest {
  private static final Path FOLDER = Path.of("deploy/iam");
  private static final Path OPERATOR = FOLDER.resolve("operator-policy.json");

  /** What a managed policy may have, not counting white space. */
  private static final int LARGEST_POLICY = 6144;

  private static final Map<String, Class<?>> CLIENTS =
      Map.ofEntries(
          Map.entry("acm", AcmClient.class),
          Map.entry("application-autoscaling", ApplicationAutoScalingClient.class),
          Map.entry("cloudtrail", CloudTrailClient.class),
          Map.entry("ec2", Ec2Client.class),
          Map.entry("ecr", EcrClient.class),
          Map.entry("ecs", EcsClient.class),
          Map.entry("elasticloadbalancing", ElasticLoadBalancingV2Client.class),
          Map.entry("iam", IamClient.class),
          Map.entry("logs", CloudWatchLogsClient.class),
          Map.entry("secretsmanager", SecretsManagerClient.class),
          Map.entry("sts", StsClient.class),
          Map.entry("tag", ResourceGroupsTaggingApiClient.class),
          Map.entry("wafv2", Wafv2Client.class));

  /** Permissions that are no operations. */
  private static final Set<String> NO_OPERATIONS =
      Set.of(
          "elasticloadbalancing:SetWebACL",
          "iam:PassRole",
          "sts:SetSourceIdentity",
          "sts:TagSession");

  static Stream<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("operator-policy"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void aPolicyFitsIntoAManagedPolicy(Path file) throws IOException {
    assertThat(new ObjectMapper().readTree(file.toFile()).toString().length())
        .isLessThanOrEqualTo(LARGEST_POLICY);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyStatementHasANameThatIamTakes(Path file) throws IOException {
    List<String> sids =
        IamPolicy.read(file).statements().stream().map(IamPolicy.Statement::sid).toList();

    assertThat(sids).doesNotHaveDuplicates().allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyAllowedActionExistsAndIsWrittenOut(Path file) throws IOException {
    assertThat(allowed(file)).allMatch(IamPolicyFilesTest::exists);
  }

  @Test
  void whatChangesSomethingIsLimitedByTagNameOrCondition() throws IOException {
    assertThat(IamPolicy.read(OPERATOR).statements())
        .filteredOn(IamPolicy.Statement::allow)
        .filteredOn(IamPolicy.Statement::everywhere)
        .flatExtracting(IamPolicy.Statement::actions)
        .filteredOn(action -> !reads(action))
        // No resource and no condition can be named for it, says the authorization reference.
        .containsExactly("ecs:DeregisterTaskDefinition");
  }

  @Test
  void rolesArePassedToTasksOnly() throws IOException {
    assertThat(IamPolicy.read(OPERATOR).statements())
        .filteredOn(statement -> statement.actions().contains("iam:PassRole"))
        .allSatisfy(
            statement -> {
              assertThat(statement.resources()).noneMatch("*"::equals);
              assertThat(statement.condition().at("/StringEquals/iam:PassedToService").asText())
                  .isEqualTo("ecs-tasks.amazonaws.com");
            })
        .hasSize(1);
  }

  @Test
  void theTagsThatLimitItAreTheTagsThatTheOperatorWrites() throws IOException {
    assertThat(Files.readString(OPERATOR))
        .contains(
            "\"aws:ResourceTag/" + Ownership.MANAGED_BY + "\": \"" + Ownership.OPERATOR + "\"",
            "\"aws:RequestTag/" + Ownership.MANAGED_BY + "\": \"" + Ownership.OPERATOR + "\"",
            "\"aws:ResourceTag/" + Ownership.DEPLOYMENT + "\"");
  }

  @Test
  void noSecretValueIsReadUnlessTheSecondPolicyIsAttached() throws IOException {
    assertThat(allowed(OPERATOR)).noneMatch(action -> action.startsWith("secretsmanager:GetS"));
    assertThat(allowed(FOLDER.resolve("operator-policy-verify-keys.json")))
        .containsExactly("secretsmanager:GetSecretValue");
  }

  @Test
  void theOperatorMayNotChangeItsOwnRole() throws IOException {
    assertThat(IamPolicy.read(OPERATOR).statements())
        .filteredOn(statement -> !statement.allow())
        .anySatisfy(
            statement -> {
              assertThat(statement.actions()).containsExactly("iam:*");
              assertThat(statement.resources())
                  .containsExactly("arn:aws:iam::*:role/purple-mcp-operator*");
            });
  }

  private static Set<String> allowed(Path file) throws IOException {
    return IamPolicy.read(file).statements().stream()
        .filter(IamPolicy.Statement::allow)
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toSet());
  }

  private static boolean exists(String action) {
    String[] parts = action.split(":", 2);
    return NO_OPERATIONS.contains(action)
        || Arrays.stream(CLIENTS.getOrDefault(parts[0], Object.class).getMethods())
            .map(Method::getName)
            .anyMatch(name -> name.equals(lowerFirst(parts[1])));
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean reads(String action) {
    return action.matches("[a-z0-9-]+:(Describe|Get|List|Lookup)[A-Za-z]+");
  }
}
