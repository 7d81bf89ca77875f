package io.purplemcp.operator.sandbox.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A sandbox in virtual time and the clients that load balancers are tested with. */
final class ElbBed implements AutoCloseable {
  final VirtualTime time = new VirtualTime();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(1).withClock(time));
  final ElasticLoadBalancingV2Client elb = client(ElasticLoadBalancingV2Client.builder());
  final Ec2Client ec2 = client(Ec2Client.builder());

  @Override
  public void close() {
    elb.close();
    ec2.close();
    sandbox.close();
  }

  /** An internal load balancer in the private subnets; its ARN. */
  String balancer(String name) {
    return balancer(name, request -> {});
  }

  String balancer(String name, Consumer<CreateLoadBalancerRequest.Builder> more) {
    CreateLoadBalancerRequest.Builder request =
        CreateLoadBalancerRequest.builder()
            .name(name)
            .scheme("internal")
            .subnets(SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B);
    more.accept(request);
    return elb.createLoadBalancer(request.build()).loadBalancers().get(0).loadBalancerArn();
  }

  /** The guide's target group; its ARN. */
  String group(String name) {
    return group(name, request -> {});
  }

  String group(String name, Consumer<CreateTargetGroupRequest.Builder> more) {
    CreateTargetGroupRequest.Builder request =
        CreateTargetGroupRequest.builder()
            .name(name)
            .protocol(ProtocolEnum.HTTP)
            .port(8000)
            .vpcId(SandboxAccountIds.VPC)
            .targetType("ip")
            .healthCheckPath("/health");
    more.accept(request);
    return elb.createTargetGroup(request.build()).targetGroups().get(0).targetGroupArn();
  }

  /** An HTTP listener on port 80; its ARN. */
  String listener(String balancer, Action... actions) {
    return listener(balancer, request -> request.defaultActions(actions));
  }

  String listener(String balancer, Consumer<CreateListenerRequest.Builder> more) {
    CreateListenerRequest.Builder request =
        CreateListenerRequest.builder()
            .loadBalancerArn(balancer)
            .protocol(ProtocolEnum.HTTP)
            .port(80);
    more.accept(request);
    return elb.createListener(request.build()).listeners().get(0).listenerArn();
  }

  static Action forward(String group) {
    return Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build();
  }

  static Action notFound() {
    return Action.builder()
        .type(ActionTypeEnum.FIXED_RESPONSE)
        .fixedResponseConfig(response -> response.statusCode("404"))
        .build();
  }

  void pass(Duration duration) {
    time.pass(duration);
  }

  /** That AWS refuses, with the code that goes over the wire. */
  static AbstractThrowableAssert<?, ? extends Throwable> refused(
      String code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(sandbox.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
