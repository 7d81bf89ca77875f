package io.purplemcp.operator.aws;

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

/**
 * The clients of one target: an account, a region and the role that is assumed there.
 *
 * @param cloudTrailOfIam in the region in which IAM's calls are recorded
 */
public record AwsClients(
    String region,
    EcsClient ecs,
    EcrClient ecr,
    IamClient iam,
    ElasticLoadBalancingV2Client elasticLoadBalancing,
    Ec2Client ec2,
    SecretsManagerClient secretsManager,
    CloudWatchLogsClient logs,
    AcmClient acm,
    StsClient sts,
    Wafv2Client waf,
    ResourceGroupsTaggingApiClient tagging,
    CloudTrailClient cloudTrail,
    CloudTrailClient cloudTrailOfIam,
    ApplicationAutoScalingClient autoScaling)
    implements AutoCloseable {
  @Override
  public void close() {
    ecs.close();
    ecr.close();
    iam.close();
    elasticLoadBalancing.close();
    ec2.close();
    secretsManager.close();
    logs.close();
    acm.close();
    sts.close();
    waf.close();
    tagging.close();
    cloudTrail.close();
    cloudTrailOfIam.close();
    autoScaling.close();
  }
}
