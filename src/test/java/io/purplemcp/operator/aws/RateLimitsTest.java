package io.purplemcp.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.UninterruptibleBlockingStrategy;
import io.purplemcp.operator.desired.TargetSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our share of AWS's rates, in virtual time. */
final class RateLimitsTest {
  private static final TargetSpec TARGET = new TargetSpec("us-east-1", null, null, null);
  private final AtomicLong now = new AtomicLong();
  private final RateLimits limits = limits(now::addAndGet);

  private RateLimits limits(UninterruptibleBlockingStrategy waiting) {
    return new RateLimits(
        0.5,
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return now.get();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        },
        waiting);
  }

  @Test
  void x24_half_of_the_burst_is_ours_at_once_and_then_half_of_the_rate() {
    call(TARGET, "elasticloadbalancing", "DescribeLoadBalancers", 20);
    assertThat(now).hasValue(0);

    call(TARGET, "elasticloadbalancing", "DescribeTags", 10);
    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void x29_a_worker_is_not_kept_longer_than_it_may_wait() {
    RateLimits crowded = limits(nanos -> {});
    var create = new OperationName("elasticloadbalancing", "CreateLoadBalancer");
    int burst = 5;
    int othersWhoWaitUpToThirtySeconds = 3;
    for (int i = 0; i < burst + othersWhoWaitUpToThirtySeconds; i++) {
      crowded.await(TARGET, create);
    }

    assertThatThrownBy(() -> crowded.await(TARGET, create))
        .isInstanceOf(RateLimitExceeded.class)
        .hasMessageContaining("elasticloadbalancing:CreateLoadBalancer")
        .satisfies(
            e -> assertThat(Failures.of(e, "x").failureClass()).isEqualTo(FailureClass.THROTTLED));
  }

  @Test
  void regions_and_accounts_do_not_draw_from_one_bucket_but_iam_is_everywhere_the_same() {
    var elsewhere = new TargetSpec("eu-west-1", null, null, null);
    call(TARGET, "ecs", "CreateCluster", 10);
    call(elsewhere, "ecs", "CreateCluster", 10);
    assertThat(now).hasValue(0);

    call(TARGET, "iam", "CreateRole", 5);
    call(elsewhere, "iam", "CreateRole", 1);
    assertThat(now.get()).isPositive();
  }

  @Test
  void two_roles_of_one_account_share_its_buckets() {
    call(role("one"), "ecs", "CreateCluster", 10);
    call(role("two"), "ecs", "CreateCluster", 1);

    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "ecs, DescribeServices, ecs-service-read",
    "ecs, UpdateService, ecs-service-modify",
    "ecs, RegisterTaskDefinition, ecs-definition-modify",
    "ecs, DeregisterTaskDefinition, ecs-definition-modify",
    "ecs, DescribeTaskDefinition, ecs-definition-read",
    "ecs, ListTagsForResource, ecs-tag-read",
    "ecs, DescribeServiceDeployments, ecs-deployment",
    "ecs, DescribeTasks, ecs-task-read",
    "ecs, CreateCluster, ecs-cluster-modify",
    "elasticloadbalancing, DescribeTags, elb-read",
    "elasticloadbalancing, SetSubnets, elb-intensive",
    "elasticloadbalancing, ModifyListener, elb-modify",
    "ec2, AuthorizeSecurityGroupIngress, ec2-rules",
    "ec2, CreateTags, ec2-tags",
    "iam, GetAccountAuthorizationDetails, iam-bulk"
  })
  void an_operation_draws_from_the_bucket_that_aws_says(
      String service, String operation, String bucket) {
    assertThat(Throttle.of(new OperationName(service, operation)).map(Throttle::name))
        .contains(bucket);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.5", "NaN"})
  void a_share_that_is_none_is_refused(double fraction) {
    assertThatThrownBy(() -> RateLimits.real(fraction))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TargetSpec role(String name) {
    return new TargetSpec(
        "us-east-1", null, Optional.of("arn:aws:iam::111122223333:role/" + name), null);
  }

  private void call(TargetSpec target, String service, String operation, int times) {
    for (int i = 0; i < times; i++) {
      limits.await(target, new OperationName(service, operation));
    }
  }
}
