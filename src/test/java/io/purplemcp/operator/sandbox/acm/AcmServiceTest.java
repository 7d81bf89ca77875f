package io.purplemcp.operator.sandbox.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

class AcmServiceTest {
  private static final String SEEDED = SandboxAccountIds.CERTIFICATE_ARN;

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(1));
  private final AcmClient acm = client(AcmClient.builder());
  private final ElasticLoadBalancingV2Client elb = client(ElasticLoadBalancingV2Client.builder());

  @AfterEach
  void stop() {
    acm.close();
    elb.close();
    sandbox.close();
  }

  @Test
  void anAccountBeginsWithAnIssuedCertificate() {
    CertificateDetail certificate = described(SEEDED);

    assertThat(certificate.status()).isEqualTo(CertificateStatus.ISSUED);
    assertThat(certificate.domainName()).isEqualTo(SandboxAccountIds.CERTIFICATE_DOMAIN);
    assertThat(certificate.inUseBy()).isEmpty();
    assertThat(acm.listCertificates().certificateSummaryList())
        .extracting(CertificateSummary::certificateArn)
        .containsExactly(SEEDED);
  }

  @Test
  void aRequestedCertificateIsPendingAndNoListenerTakesIt() {
    String arn = acm.requestCertificate(r -> r.domainName("mcp.example.com")).certificateArn();

    assertThat(described(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
    assertThatThrownBy(() -> listener(arn))
        .isInstanceOfSatisfying(
            ElasticLoadBalancingV2Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnsupportedCertificate"));
  }

  @Test
  void aCertificateThatAListenerUsesNamesTheLoadBalancerAndCannotBeDeleted() {
    String balancer = listener(SEEDED);

    assertThat(described(SEEDED).inUseBy()).containsExactly(balancer);
    assertThatThrownBy(() -> acm.deleteCertificate(r -> r.certificateArn(SEEDED)))
        .isInstanceOf(ResourceInUseException.class);

    elb.deleteLoadBalancer(r -> r.loadBalancerArn(balancer));
    acm.deleteCertificate(r -> r.certificateArn(SEEDED));

    assertThatThrownBy(() -> described(SEEDED)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tagsAreAddedAndTakenAway() {
    acm.addTagsToCertificate(
        r -> r.certificateArn(SEEDED).tags(t -> t.key("team").value("soc"), t -> t.key("stage")));
    acm.removeTagsFromCertificate(r -> r.certificateArn(SEEDED).tags(t -> t.key("stage")));

    assertThat(acm.listTagsForCertificate(r -> r.certificateArn(SEEDED)).tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("soc"));
  }

  private CertificateDetail described(String arn) {
    return acm.describeCertificate(r -> r.certificateArn(arn)).certificate();
  }

  /** A load balancer with a listener that has this certificate; the load balancer's ARN. */
  private String listener(String certificate) {
    String balancer =
        elb.createLoadBalancer(
                r ->
                    r.name("acme")
                        .scheme("internal")
                        .subnets(
                            SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    elb.createListener(
        r ->
            r.loadBalancerArn(balancer)
                .protocol("HTTPS")
                .port(443)
                .certificates(c -> c.certificateArn(certificate))
                .defaultActions(
                    a -> a.type("fixed-response").fixedResponseConfig(f -> f.statusCode("404"))));
    return balancer;
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
