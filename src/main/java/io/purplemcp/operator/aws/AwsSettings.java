package io.purplemcp.operator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * How AWS is reached. What is empty follows the SDK's own conventions: the default credentials
 * chain, {@code AWS_ENDPOINT_URL}, {@code AWS_RETRY_MODE}, {@code AWS_MAX_ATTEMPTS}, proxies.
 *
 * @param endpoint one endpoint for all services: the sandbox or another emulator
 * @param credentials fixed credentials, for the sandbox
 * @param maxAttempts how often the SDK itself tries a call, the first time included
 * @param attemptTimeout how long one attempt may take
 * @param callTimeout how long a call may take with all its attempts
 */
public record AwsSettings(
    Optional<URI> endpoint,
    Optional<AwsBasicCredentials> credentials,
    Optional<Integer> maxAttempts,
    Duration attemptTimeout,
    Duration callTimeout) {
  /** Longer than the slowest bulk read takes, a full page of GetAccountAuthorizationDetails. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** AWS itself, as the SDK's environment says. */
  public static final AwsSettings DEFAULT =
      new AwsSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), ATTEMPT_TIMEOUT, CALL_TIMEOUT);

  /** An emulator that knows these keys; nothing else that is configured has a say. */
  public static AwsSettings emulator(URI endpoint, String accessKeyId, String secretAccessKey) {
    return new AwsSettings(
        Optional.of(endpoint),
        Optional.of(AwsBasicCredentials.create(accessKeyId, secretAccessKey)),
        Optional.empty(),
        ATTEMPT_TIMEOUT,
        CALL_TIMEOUT);
  }

  public AwsSettings withMaxAttempts(int attempts) {
    return new AwsSettings(
        endpoint, credentials, Optional.of(attempts), attemptTimeout, callTimeout);
  }

  /** Credentials are never printed. */
  @Override
  public String toString() {
    return "AwsSettings[endpoint=%s, maxAttempts=%s]".formatted(endpoint, maxAttempts);
  }
}
