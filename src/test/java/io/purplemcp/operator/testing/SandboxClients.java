package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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

/** Clients of a sandbox, for tests: the operator's, or those of somebody at a keyboard. */
public final class SandboxClients {
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  private SandboxClients() {}

  /**
   * @param accessKey tells the callers apart in the sandbox's record
   */
  public static AwsClients of(
      URI endpoint, String region, String accessKey, List<ExecutionInterceptor> interceptors) {
    var settings = new Settings(endpoint, region, accessKey, interceptors);
    return new AwsClients(
        region,
        settings.on(EcsClient.builder()),
        settings.on(EcrClient.builder()),
        settings.on(IamClient.builder()),
        settings.on(ElasticLoadBalancingV2Client.builder()),
        settings.on(Ec2Client.builder()),
        settings.on(SecretsManagerClient.builder()),
        settings.on(CloudWatchLogsClient.builder()),
        settings.on(AcmClient.builder()),
        settings.on(StsClient.builder()),
        settings.on(Wafv2Client.builder()),
        settings.on(ResourceGroupsTaggingApiClient.builder()),
        settings.on(CloudTrailClient.builder()),
        settings.in("us-east-1").on(CloudTrailClient.builder()),
        settings.on(ApplicationAutoScalingClient.builder()));
  }

  private record Settings(
      URI endpoint, String region, String accessKey, List<ExecutionInterceptor> interceptors) {
    Settings in(String other) {
      return new Settings(endpoint, other, accessKey, interceptors);
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C on(B builder) {
      ClientOverrideConfiguration.Builder configuration =
          ClientOverrideConfiguration.builder().retryStrategy(retry -> retry.maxAttempts(1));
      interceptors.forEach(configuration::addExecutionInterceptor);
      return builder
          .endpointOverride(endpoint)
          .region(Region.of(region))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
          .httpClient(HTTP)
          .overrideConfiguration(configuration.build())
          .build();
    }
  }
}
