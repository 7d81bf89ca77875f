package io.purplemcp.operator.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.Operation;
import io.purplemcp.operator.sandbox.core.Operations;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.ec2.Ec2;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What a real client sends is read as it was meant, and what is answered arrives as it was said:
 * for every operation of every client, with random contents.
 */
class CodecRoundTripTest {
  private static final int EC2_SAMPLE = 10;
  private static final long SEED = 20_260_115;

  private final LoopbackHttpClient http = new LoopbackHttpClient();

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of(EcsClient.class, EcsClient.builder(), Protocol.AWS_JSON),
        Arguments.of(AcmClient.class, AcmClient.builder(), Protocol.AWS_JSON),
        Arguments.of(CloudWatchLogsClient.class, CloudWatchLogsClient.builder(), Protocol.AWS_JSON),
        Arguments.of(SecretsManagerClient.class, SecretsManagerClient.builder(), Protocol.AWS_JSON),
        Arguments.of(
            ResourceGroupsTaggingApiClient.class,
            ResourceGroupsTaggingApiClient.builder(),
            Protocol.AWS_JSON),
        Arguments.of(IamClient.class, IamClient.builder(), Protocol.AWS_QUERY),
        Arguments.of(StsClient.class, StsClient.builder(), Protocol.AWS_QUERY),
        Arguments.of(
            ElasticLoadBalancingV2Client.class,
            ElasticLoadBalancingV2Client.builder(),
            Protocol.AWS_QUERY),
        Arguments.of(Ec2Client.class, Ec2Client.builder(), Protocol.EC2_QUERY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable>
      void everyOperationSurvivesTheWireBothWays(Class<C> type, B builder, Protocol protocol)
          throws Exception {
    List<String> broken = new ArrayList<>();
    List<Method> operations = operations(type);
    try (C client = client(builder)) {
      for (Method operation : operations) {
        trip(client, operation, protocol).forEach(broken::add);
      }
    }
    assertThat(operations).isNotEmpty();
    assertThat(broken).isEmpty();
  }

  private Stream<String> trip(Object client, Method method, Protocol protocol) throws Exception {
    RandomModels models = new RandomModels(SEED + method.getName().hashCode());
    SdkPojo request = models.fill(builder(method.getParameterTypes()[0]));
    SdkPojo response = models.fill(builder(method.getReturnType()));
    AtomicReference<SdkPojo> received = new AtomicReference<>();
    http.serve(
        sent -> {
          Wire wire = Wire.of(protocol, withoutDryRun(sent));
          Operation operation = operation(wire.operation(), method);
          received.set(wire.decode(operation));
          return wire.success(operation, response, "request-id");
        });
    SdkPojo answered = call(client, method, request);
    return Stream.concat(
        received.get().equalsBySdkFields(withoutDryRun(request))
            ? Stream.empty()
            : Stream.of(method.getName() + ": request\n" + request + "\n" + received.get()),
        answered.equalsBySdkFields(response)
            ? Stream.empty()
            : Stream.of(method.getName() + ": response\n" + response + "\n" + answered));
  }

  private static SdkPojo call(Object client, Method method, SdkPojo request) throws Exception {
    try {
      return (SdkPojo) method.invoke(client, request);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.getName() + " with " + request, e.getCause());
    }
  }

  /** A dry run is answered before the request is looked at. */
  private static WireRequest withoutDryRun(WireRequest sent) {
    return new WireRequest(
        sent.target(), sent.contentType(), sent.body().replaceAll("&DryRun=(true|false)", ""));
  }

  private static SdkPojo withoutDryRun(SdkPojo request) {
    SdkPojo builder = ((AwsRequest) request).toBuilder() instanceof SdkPojo pojo ? pojo : request;
    builder.sdkFields().stream()
        .filter(field -> field.memberName().equals("DryRun"))
        .forEach(field -> field.set(builder, null));
    return Fields.build(builder);
  }

  private static Operation operation(String name, Method method) {
    assertThat(name).isEqualToIgnoringCase(method.getName());
    return new Operation(
        name,
        () -> builder(method.getParameterTypes()[0]),
        MethodHandles.constant(Object.class, method));
  }

  /** Every operation; of EC2's 700 each that the sandbox has, and every tenth. */
  private static List<Method> operations(Class<?> client) {
    List<Method> all =
        Arrays.stream(client.getMethods())
            .filter(m -> m.getParameterCount() == 1)
            .filter(m -> AwsRequest.class.isAssignableFrom(m.getParameterTypes()[0]))
            .filter(m -> AwsResponse.class.isAssignableFrom(m.getReturnType()))
            .toList();
    return client == Ec2Client.class
        ? all.stream().filter(CodecRoundTripTest::sampled).toList()
        : all;
  }

  private static boolean sampled(Method method) {
    return Ec2.definitions().stream()
            .anyMatch(service -> new Operations(service).find(method.getName()).isPresent())
        || Math.floorMod(method.getName().hashCode(), EC2_SAMPLE) == 0;
  }

  private static SdkPojo builder(Class<?> model) {
    try {
      return (SdkPojo) model.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(model + " is no SDK model class", e);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:1"))
        .region(Region.US_EAST_1)
        .httpClient(http)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
