package io.purplemcp.operator.resource.waf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Reads the clients' tokens. A version never changes its value, so each is read once by each
 * process; which versions there are is asked in every pass.
 */
final class TokenReading {
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";
  private static final Duration REMEMBER_VALUE = Duration.ofDays(1);
  private static final Duration REMEMBER_FAILURE = Duration.ofMinutes(1);

  /**
   * Too long to be guessed, and with {@code Bearer } before it not longer than the 200 bytes that
   * WAF compares.
   */
  private static final Pattern FORM = Pattern.compile("[!-~]{32,193}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenReading() {}

  static Tokens of(Look look, BearerSpec spec) {
    try {
      var secret = look.clients().secretsManager().describeSecret(r -> r.secretId(spec.secretId()));
      if (secret.deletedDate() != null) {
        return unusable(
            spec, "it is scheduled for deletion on %s; restore it".formatted(secret.deletedDate()));
      }
      return tokens(look, spec, secret.arn(), secret.versionIdsToStages());
    } catch (ResourceNotFoundException gone) {
      return unusable(spec, "it does not exist; create it with the key " + spec.key());
    } catch (SdkException e) {
      return new Tokens.Unreadable(Failures.of(e, "secretsmanager:DescribeSecret"));
    }
  }

  private static Tokens tokens(
      Look look, BearerSpec spec, String arn, Map<String, List<String>> stages) {
    Optional<String> current = labelled(stages, CURRENT);
    if (current.isEmpty()) {
      return unusable(spec, "no version of it is labelled " + CURRENT);
    }
    Value value = value(look, spec, arn, current.get());
    if (value.failure().isPresent()) {
      return new Tokens.Unreadable(value.failure().get());
    }
    if (value.token().isEmpty()) {
      return unusable(
          spec,
          "its value has to be a JSON object whose key %s holds 32 to 193 printable characters without spaces"
              .formatted(spec.key()));
    }
    var version = new Tokens.Version(current.get(), value.token().get());
    return new Tokens.Usable(version, previous(look, spec, arn, stages, version));
  }

  /** One that cannot be used is left out: clients have the current one. */
  private static Optional<Tokens.Version> previous(
      Look look,
      BearerSpec spec,
      String arn,
      Map<String, List<String>> stages,
      Tokens.Version current) {
    if (!spec.acceptPrevious()) {
      return Optional.empty();
    }
    return labelled(stages, PREVIOUS)
        .flatMap(
            id -> value(look, spec, arn, id).token().map(token -> new Tokens.Version(id, token)))
        .filter(version -> !version.token().equals(current.token()));
  }

  private static Optional<String> labelled(Map<String, List<String>> stages, String label) {
    return stages.entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Tokens unusable(BearerSpec spec, String why) {
    return new Tokens.Unusable(
        Reason.TokenInvalid,
        "The secret %s with the clients' token will not do: %s".formatted(spec.secretId(), why));
  }

  /** What a version holds: a token, something else, or nobody could say. */
  private record Value(Optional<Token> token, Optional<Failure> failure) {}

  private static Value value(Look look, BearerSpec spec, String arn, String version) {
    String key = "token " + arn + " " + version + " " + spec.key();
    Value value = look.memory().remember(key, REMEMBER_VALUE, () -> read(look, spec, arn, version));
    return value.failure().isEmpty()
        ? value
        : look.memory()
            .remember("failed " + key, REMEMBER_FAILURE, () -> read(look, spec, arn, version));
  }

  private static Value read(Look look, BearerSpec spec, String arn, String version) {
    try {
      String text =
          look.clients()
              .secretsManager()
              .getSecretValue(request -> request.secretId(arn).versionId(version))
              .secretString();
      return new Value(token(text, spec.key()), Optional.empty());
    } catch (SdkException e) {
      return new Value(
          Optional.empty(), Optional.of(Failures.of(e, "secretsmanager:GetSecretValue")));
    }
  }

  /** The parser's own message would quote the value, so it is dropped. */
  private static Optional<Token> token(String secretString, String key) {
    try {
      JsonNode value = JSON.readTree(secretString == null ? "" : secretString).path(key);
      return Optional.of(value)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(text -> FORM.matcher(text).matches())
          .map(Token::new);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }
}
