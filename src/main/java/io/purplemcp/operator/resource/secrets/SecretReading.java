package io.purplemcp.operator.resource.secrets;

import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Reads the console secrets of a target: their versions and fates, not their values. */
final class SecretReading {
  private static final String DESCRIBE = "secretsmanager:DescribeSecret";
  private static final String GET_VALUE = "secretsmanager:GetSecretValue";
  private static final String CURRENT = "AWSCURRENT";
  private static final String AWS_MANAGED_KEY = "alias/aws/secretsmanager";

  /** From here on one page of a hundred costs less than a call for each. */
  private static final int FEW = 5;

  /** What ListSecrets gives on one page. */
  private static final int PAGE = 100;

  /** A version never changes its value. */
  private static final Duration REMEMBER_VERDICT = Duration.ofDays(1);

  private static final Duration REMEMBER_FAILURE = Duration.ofMinutes(1);

  private SecretReading() {}

  static ConsoleSecrets.Observed of(Look look) {
    Set<String> ids = new TreeSet<>();
    look.deployments().forEach(each -> ids.add(each.spec().console().secretId()));
    SecretsManagerClient client = look.clients().secretsManager();
    Map<String, Reading<ConsoleSecrets.Secret>> secrets = new HashMap<>();
    if (ids.size() > FEW) {
      list(client).forEach((id, secret) -> secrets.put(id, new Reading.Present<>(secret)));
    }
    ids.forEach(id -> secrets.computeIfAbsent(id, missing -> describe(client, missing)));
    secrets.keySet().retainAll(ids);
    return new ConsoleSecrets.Observed(Map.copyOf(secrets), verdicts(look, secrets));
  }

  /** By name and by ARN; the list lags behind by minutes, so what it lacks is asked for. */
  private static Map<String, ConsoleSecrets.Secret> list(SecretsManagerClient client) {
    var listed = new HashMap<String, ConsoleSecrets.Secret>();
    try {
      client
          .listSecretsPaginator(request -> request.maxResults(PAGE).includePlannedDeletion(true))
          .stream()
          .flatMap(page -> page.secretList().stream())
          .forEach(
              entry -> {
                listed.put(entry.name(), secret(entry));
                listed.put(entry.arn(), secret(entry));
              });
    } catch (SdkException e) {
      if (Failures.of(e, "secretsmanager:ListSecrets").failureClass() != FailureClass.DENIED) {
        throw e;
      }
    }
    return listed;
  }

  private static ConsoleSecrets.Secret secret(SecretListEntry entry) {
    return new ConsoleSecrets.Secret(
        entry.arn(),
        Optional.ofNullable(entry.deletedDate()),
        current(entry.secretVersionsToStages()),
        customerManaged(entry.kmsKeyId()));
  }

  private static Reading<ConsoleSecrets.Secret> describe(SecretsManagerClient client, String id) {
    try {
      var answer = client.describeSecret(request -> request.secretId(id));
      return new Reading.Present<>(
          new ConsoleSecrets.Secret(
              answer.arn(),
              Optional.ofNullable(answer.deletedDate()),
              current(answer.versionIdsToStages()),
              customerManaged(answer.kmsKeyId())));
    } catch (ResourceNotFoundException gone) {
      return new Reading.Absent<>();
    } catch (SdkException e) {
      return new Reading.Unreadable<>(Failures.of(e, DESCRIBE));
    }
  }

  /** AWS's own key needs no permission and is usually not named at all. */
  private static Optional<String> customerManaged(String kmsKeyId) {
    return Optional.ofNullable(kmsKeyId).filter(key -> !key.endsWith(AWS_MANAGED_KEY));
  }

  private static Optional<String> current(Map<String, List<String>> versionsToStages) {
    return versionsToStages.entrySet().stream()
        .filter(version -> version.getValue().contains(CURRENT))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What is wrong with the value of each secret that a deployment wants verified. */
  private static Map<String, Reading<List<String>>> verdicts(
      Look look, Map<String, Reading<ConsoleSecrets.Secret>> secrets) {
    var verdicts = new HashMap<String, Reading<List<String>>>();
    look.deployments().stream()
        .filter(each -> each.spec().console().verifyKeys())
        .map(PurpleMcpDeployment::spec)
        .map(spec -> spec.console().secretId())
        .forEach(
            id ->
                secrets
                    .get(id)
                    .found()
                    .filter(secret -> secret.deletion().isEmpty())
                    .ifPresent(
                        secret ->
                            secret
                                .version()
                                .ifPresent(
                                    version ->
                                        verdicts.put(id, verdict(look, secret.arn(), version)))));
    return Map.copyOf(verdicts);
  }

  private static Reading<List<String>> verdict(Look look, String arn, String version) {
    String key = "secret " + arn + " version " + version;
    Reading<List<String>> remembered =
        look.memory().remember(key, REMEMBER_VERDICT, () -> judge(look, arn, version));
    return remembered instanceof Reading.Unreadable
        ? look.memory().remember("failed " + key, REMEMBER_FAILURE, () -> judge(look, arn, version))
        : remembered;
  }

  /** The only place that sees a value; it leaves with the stack frame. */
  private static Reading<List<String>> judge(Look look, String arn, String version) {
    try {
      return new Reading.Present<>(
          ConsoleValue.problems(
              look.clients()
                  .secretsManager()
                  .getSecretValue(request -> request.secretId(arn).versionId(version))
                  .secretString()));
    } catch (SdkException e) {
      return new Reading.Unreadable<>(Failures.of(e, GET_VALUE));
    }
  }
}
