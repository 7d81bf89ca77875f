package io.purplemcp.operator.resource.secrets;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The console secrets: referenced, never made or changed, and their values never kept. */
public final class ConsoleSecrets implements ResourceKind<ConsoleSecrets.Observed> {
  public static final String NAME = "Secret";

  /**
   * A secret without its value.
   *
   * @param arn in full, with the six characters that tell it from an earlier one of its name; SM02
   * @param deletion when its deletion was scheduled; it is gone 7 to 30 days later, as was asked
   *     for
   * @param version the id of the version that tasks get; empty when it has no value yet
   * @param key the customer-managed KMS key that encrypts it, as Secrets Manager names it: an id,
   *     an alias or an ARN; empty for AWS's own
   * @param changed when anything about it was last changed, its value or not
   */
  public record Secret(
      String arn,
      Optional<Instant> deletion,
      Optional<String> version,
      Optional<String> key,
      Optional<Instant> changed) {
    /** Whether another reading of the same secret is the later one. */
    boolean olderThan(Secret other) {
      return changed.filter(mine -> other.changed().filter(mine::isBefore).isPresent()).isPresent();
    }

    /** Whether both say the same, whenever they were read. */
    boolean agrees(Secret other) {
      return deletion.equals(other.deletion())
          && version.equals(other.version())
          && key.equals(other.key());
    }
  }

  /**
   * @param byId what is known of each secret, by the name or ARN that the spec gives
   * @param verdicts what is wrong with the values that were to be verified, by the same ids
   */
  public record Observed(
      Map<String, Reading<Secret>> byId, Map<String, Reading<List<String>>> verdicts) {
    public Reading<Secret> of(PurpleMcpDeployment deployment) {
      return byId.getOrDefault(deployment.spec().console().secretId(), new Reading.NotRead<>());
    }

    /** Whether the value was verified and will not do. */
    public boolean invalid(PurpleMcpDeployment deployment) {
      return Optional.ofNullable(verdicts.get(deployment.spec().console().secretId()))
          .flatMap(Reading::found)
          .filter(problems -> !problems.isEmpty())
          .isPresent();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return SecretReading.of(look);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(ConsoleSecrets.class);
    String secretId = deployment.spec().console().secretId();
    var id = new ResourceId(NAME, secretId);
    Reading<Secret> reading = observed.of(deployment);
    var assessment = Assessment.builder();
    if (reading instanceof Reading.Present<Secret> present) {
      Secret secret = present.value();
      if (secret.deletion().isEmpty()) {
        assessment.reference(Reference.SECRET_ARN, secret.arn());
        secret.key().ifPresent(key -> assessment.reference(Reference.SECRET_KMS_KEY, key));
      }
      assessment.finding(judge(id, secret, Optional.ofNullable(observed.verdicts().get(secretId))));
    } else if (reading instanceof Reading.Unreadable<Secret> unreadable) {
      assessment.finding(Finding.failed(id, unreadable.failure()));
    } else if (reading.absent()) {
      assessment.finding(
          Finding.blocked(
              Reason.SecretNotFound,
              id,
              "The secret %s does not exist in account %s and region %s; create it with the keys PURPLEMCP_CONSOLE_BASE_URL and PURPLEMCP_CONSOLE_TOKEN, or correct console"
                  .formatted(secretId, view.accountId(), view.region())));
    }
    return assessment.build();
  }

  private static Finding judge(
      ResourceId id, Secret secret, Optional<Reading<List<String>>> verdict) {
    if (secret.deletion().isPresent()) {
      return Finding.blocked(
          Reason.SecretScheduledForDeletion,
          id,
          "The secret %s was scheduled for deletion on %s and can be restored for the 7 to 30 days from then that were chosen; restore it with secretsmanager RestoreSecret, or name another one"
              .formatted(secret.arn(), secret.deletion().get()));
    }
    if (secret.version().isEmpty()) {
      return Finding.blocked(
          Reason.SecretInvalid,
          id,
          "The secret %s has no version labelled AWSCURRENT; give it a value"
              .formatted(secret.arn()));
    }
    return verdict
        .map(reading -> judge(id, secret, reading))
        .orElseGet(
            () ->
                Finding.verified(
                    Reason.SecretReady, id, "The secret %s exists".formatted(secret.arn())));
  }

  private static Finding judge(ResourceId id, Secret secret, Reading<List<String>> verdict) {
    if (verdict instanceof Reading.Unreadable<List<String>> unreadable) {
      return unverified(id, unreadable.failure());
    }
    List<String> problems = verdict.found().orElse(List.of());
    return problems.isEmpty()
        ? Finding.verified(
            Reason.SecretVerified,
            id,
            "The secret %s holds both keys, well formed".formatted(secret.arn()))
        : Finding.blocked(
            Reason.SecretInvalid,
            id,
            "The secret %s will not do: %s".formatted(secret.arn(), String.join("; ", problems)));
  }

  /** ECS reads the value with another role, so this stands in nobody's way. */
  private static Finding unverified(ResourceId id, Failure failure) {
    return Finding.notice(
        Reason.of(failure.failureClass()),
        id,
        "console.verifyKeys could not be done: %s".formatted(failure.lastingSentence()));
  }

  /** Nothing of this kind is ours. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
