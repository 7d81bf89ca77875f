package io.purplemcp.operator.aws;

import io.purplemcp.operator.desired.TargetSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
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
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Tag;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/** Makes the clients of a target, once, and keeps them. All of them share one HTTP client. */
public final class ClientFactory implements AutoCloseable {
  /** How the operator names itself to AWS: in the user agent and as the session of a role. */
  public static final String APPLICATION = "purple-mcp-operator";

  static {
    // The JDK's HTTP client would repeat a POST whose connection broke, unseen by the SDK; not
    // every
    // call may be made twice.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private final AwsSettings settings;
  private final Optional<RateLimits> limits;
  private final InstantSource clock;
  private final CallListener listener;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AwsCredentialsProvider own;
  private final Optional<SecretsManagerClient> secretsManager;
  private final Map<TargetSpec, AwsClients> clients = new ConcurrentHashMap<>();

  /**
   * @param limits our share of AWS's rates; none for an emulator
   * @param listener is told of every call
   */
  public ClientFactory(
      AwsSettings settings,
      Optional<RateLimits> limits,
      InstantSource clock,
      CallListener listener) {
    this(settings, limits, clock, listener, Optional.empty());
  }

  /**
   * @param secretsManager the Secrets Manager client of the operator's own account in its own
   *     region, where the framework provides one; it is not closed here
   */
  public ClientFactory(
      AwsSettings settings,
      Optional<RateLimits> limits,
      InstantSource clock,
      CallListener listener,
      Optional<SecretsManagerClient> secretsManager) {
    this.secretsManager = secretsManager;
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
    this.listener = listener;
    this.own =
        settings
            .credentials()
            .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** The clients of a target; no call is made yet. */
  public AwsClients clients(TargetSpec target) {
    return clients.computeIfAbsent(target, this::create);
  }

  private AwsClients create(TargetSpec target) {
    AwsCredentialsProvider credentials = credentials(target);
    return new AwsClients(
        target.region(),
        build(EcsClient.builder(), target, credentials),
        build(EcrClient.builder(), target, credentials),
        build(IamClient.builder(), target, credentials),
        build(ElasticLoadBalancingV2Client.builder(), target, credentials),
        build(Ec2Client.builder(), target, credentials),
        secretsManager(target, credentials),
        build(CloudWatchLogsClient.builder(), target, credentials),
        build(AcmClient.builder(), target, credentials),
        build(StsClient.builder(), target, credentials),
        build(Wafv2Client.builder(), target, credentials),
        build(ResourceGroupsTaggingApiClient.builder(), target, credentials),
        build(CloudTrailClient.builder(), target, credentials),
        build(CloudTrailClient.builder(), homeOfIam(target), credentials),
        build(ApplicationAutoScalingClient.builder(), target, credentials));
  }

  private SecretsManagerClient secretsManager(
      TargetSpec target, AwsCredentialsProvider credentials) {
    return secretsManager
        .filter(own -> target.roleArn().isEmpty())
        .filter(own -> own.serviceClientConfiguration().region().equals(region(target)))
        .orElseGet(() -> build(SecretsManagerClient.builder(), target, credentials));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, TargetSpec target, AwsCredentialsProvider credentials) {
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(region(target))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(configuration(target))
        .build();
  }

  private ClientOverrideConfiguration configuration(TargetSpec target) {
    var configuration =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(settings.callTimeout())
            .apiCallAttemptTimeout(settings.attemptTimeout())
            .retryStrategy(retries())
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, APPLICATION)
            .addExecutionInterceptor(new CallObserver(target.key(), clock, listener));
    limits.ifPresent(limit -> configuration.addExecutionInterceptor(limit.interceptor(target)));
    return configuration.build();
  }

  private RetryStrategy retries() {
    boolean configured = SdkSystemSetting.AWS_RETRY_MODE.getStringValue().isPresent();
    RetryStrategy strategy =
        AwsRetryStrategy.forRetryMode(
            configured ? RetryMode.defaultRetryMode() : RetryMode.STANDARD);
    return settings
        .maxAttempts()
        .<RetryStrategy>map(attempts -> strategy.toBuilder().maxAttempts(attempts).build())
        .orElse(strategy);
  }

  private AwsCredentialsProvider credentials(TargetSpec target) {
    return target.roleArn().<AwsCredentialsProvider>map(role -> assumed(target, role)).orElse(own);
  }

  private AwsCredentialsProvider assumed(TargetSpec target, String role) {
    StsClient sts = build(StsClient.builder(), target, own);
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            request -> {
              request.roleArn(role).roleSessionName(target.sessionName().orElse(APPLICATION));
              target.externalId().ifPresent(request::externalId);
              target.sourceIdentity().ifPresent(request::sourceIdentity);
              if (!target.sessionTags().isEmpty()) {
                request.tags(sessionTags(target));
              }
            })
        .build();
  }

  private static List<Tag> sessionTags(TargetSpec target) {
    return new TreeMap<>(target.sessionTags())
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  /** Where the partition records what IAM is asked. */
  private static TargetSpec homeOfIam(TargetSpec target) {
    String home =
        switch (Region.of(target.region()).metadata() == null
            ? "aws"
            : Region.of(target.region()).metadata().partition().id()) {
          case "aws-cn" -> "cn-north-1";
          case "aws-us-gov" -> "us-gov-west-1";
          default -> "us-east-1";
        };
    return new TargetSpec(
        home,
        target.accountId(),
        target.roleArn(),
        target.externalId(),
        target.sessionName(),
        target.sessionTags(),
        target.sourceIdentity());
  }

  private static Region region(TargetSpec target) {
    return Region.of(target.region());
  }

  @Override
  public void close() {
    clients.values().forEach(AwsClients::close);
    http.close();
  }
}
