package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.Optional;

/** What is in an account before the operator comes: by the hand of somebody at a keyboard. */
final class Preparation {
  private static final String TASKS_MAY_ASSUME =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private final AwsClients person;

  Preparation(AwsClients person) {
    this.person = person;
  }

  /** What a declaration refers to and does not have made. */
  void of(Declaration declared) {
    if (declared instanceof PurpleMcpDeployment deployment) {
      compute(deployment);
      deployment
          .spec()
          .iam()
          .executionRoleArn()
          .ifPresent(arn -> role(arn.substring(arn.lastIndexOf('/') + 1)));
      deployment.spec().console().secretName().filter(this::unknown).ifPresent(this::secret);
    }
    clientsToken(declared);
  }

  private void compute(PurpleMcpDeployment deployment) {
    deployment
        .spec()
        .compute()
        .clusterArn()
        .ifPresent(
            arn -> person.ecs().createCluster(r -> r.clusterName(deployment.names().cluster())));
    deployment.spec().compute().capacityProviders().stream()
        .filter(provider -> !provider.ofFargate())
        .forEach(provider -> instances(provider.name()));
  }

  private void clientsToken(Declaration declared) {
    Optional<Balancer> balancer =
        declared instanceof PurpleMcpGateway gateway
            ? Optional.of(Balancer.of(gateway))
            : Balancer.of((PurpleMcpDeployment) declared);
    balancer
        .flatMap(each -> each.spec().authentication())
        .flatMap(authentication -> authentication.bearer())
        .flatMap(bearer -> bearer.secretName())
        .filter(this::unknown)
        .ifPresent(name -> clientsToken(name, "example-token-".repeat(3)));
  }

  void instances(String capacityProvider) {
    person
        .ecs()
        .createCapacityProvider(
            r ->
                r.name(capacityProvider)
                    .autoScalingGroupProvider(
                        group ->
                            group.autoScalingGroupArn(
                                "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:4f3c:autoScalingGroupName/"
                                    + capacityProvider)));
  }

  private void role(String name) {
    person.iam().createRole(r -> r.roleName(name).assumeRolePolicyDocument(TASKS_MAY_ASSUME));
    person.iam().putRolePolicy(r -> r.roleName(name).policyName("all").policyDocument(EVERYTHING));
  }

  private boolean unknown(String secret) {
    return person
        .secretsManager()
        .listSecrets(r -> r.filters(f -> f.key("name").values(secret)))
        .secretList()
        .stream()
        .noneMatch(known -> known.name().equals(secret));
  }

  void clientsToken(String name, String token) {
    person
        .secretsManager()
        .createSecret(r -> r.name(name).secretString("{\"token\":\"" + token + "\"}"));
  }

  /** A console secret with both keys. */
  void secret(String name) {
    person
        .secretsManager()
        .createSecret(
            r ->
                r.name(name)
                    .secretString(
                        "{\"PURPLEMCP_CONSOLE_TOKEN\":\"token-of-"
                            + name
                            + "\",\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.example.com\"}"));
  }
}
