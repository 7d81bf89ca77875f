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
import java.util.concurrent.ConcurrentHashMap;
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

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SecretsManagerClient client;
  private final Map<String, ConsoleSecrets.Secret> newest;

  private SecretReading(Look look) {
    this.client = look.clients().secretsManager();
    this.newest =
        look.memory().remember("newest readings of secrets", FOR_EVER, ConcurrentHashMap::new);
  }

  static ConsoleSecrets.Observed of(Look look) {
    Set<String> ids = new TreeSet<>();
    look.deployments().forEach(each -> ids.add(each.spec().console().secretId()));
    var reading = new SecretReading(look);
    Map<String, ConsoleSecrets.Secret> listed = ids.size() > FEW ? reading.list() : Map.of();
    Map<String, Reading<ConsoleSecrets.Secret>> secrets = new HashMap<>();
    ids.forEach(id -> secrets.put(id, reading.read(id, Optional.ofNullable(listed.get(id)))));
    return new ConsoleSecrets.Observed(Map.copyOf(secrets), verdicts(look, secrets));
  }

  /**
   * The list lags behind by minutes, so it is believed only where it says what is known already;
   * what it lacks and what is news is asked for.
   */
  private Reading<ConsoleSecrets.Secret> read(String id, Optional<ConsoleSecrets.Secret> listed) {
    return listed
        .filter(secret -> newest.containsKey(secret.arn()))
        .filter(secret -> newest.get(secret.arn()).agrees(secret))
        .map(this::forwards)
        .<Reading<ConsoleSecrets.Secret>>map(Reading.Present::new)
        .orElseGet(() -> describe(id));
  }

  /** By name and by ARN. */
  private Map<String, ConsoleSecrets.Secret> list() {
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
        customerManaged(entry.kmsKeyId()),
        Optional.ofNullable(entry.lastChangedDate()));
  }

  private Reading<ConsoleSecrets.Secret> describe(String id) {
    try {
      var answer = client.describeSecret(request -> request.secretId(id));
      return new Reading.Present<>(
          forwards(
              new ConsoleSecrets.Secret(
                  answer.arn(),
                  Optional.ofNullable(answer.deletedDate()),
                  current(answer.versionIdsToStages()),
                  customerManaged(answer.kmsKeyId()),
                  Optional.ofNullable(answer.lastChangedDate()))));
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

  /** A late answer does not take back what an earlier one has said. */
  private ConsoleSecrets.Secret forwards(ConsoleSecrets.Secret answer) {
    return newest.merge(
        answer.arn(), answer, (known, read) -> read.olderThan(known) ? known : read);
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
