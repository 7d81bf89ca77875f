package io.purplemcp.operator.sandbox.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.RequestInProgressException;
import software.amazon.awssdk.services.acm.model.Tag;

class CertificateTextsTest {
  private static final SdkBytes KEY =
      SdkBytes.fromUtf8String("-----BEGIN PRIVATE KEY-----\nnobody reads it\n");

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
  private final AcmClient acm = SandboxClients.client(sandbox, AcmClient.builder());

  @AfterEach
  void stop() {
    acm.close();
    sandbox.close();
  }

  @Test
  void anIssuedCertificateGivesItsTextAndARequestedOneDoesNotYet() {
    String requested =
        acm.requestCertificate(r -> r.domainName("mcp.example.com")).certificateArn();

    assertThat(seeded()).startsWith("-----BEGIN CERTIFICATE-----");
    assertThatThrownBy(() -> acm.getCertificate(r -> r.certificateArn(requested)))
        .isInstanceOf(RequestInProgressException.class);
  }

  @Test
  void anImportedCertificateTellsWhatStandsInIt() {
    CertificateDetail imported = describe(imported(seeded()));

    assertThat(imported.type()).isEqualTo(CertificateType.IMPORTED);
    assertThat(imported.domainName()).isEqualTo(SandboxAccountIds.CERTIFICATE_DOMAIN);
    assertThat(imported.keyAlgorithm()).isEqualTo(KeyAlgorithm.RSA_2048);
    assertThat(imported.notAfter()).isAfter(imported.notBefore());
  }

  @Test
  void importingAgainKeepsTheArnAndTheTags() {
    String arn = imported(seeded());
    acm.addTagsToCertificate(
        r -> r.certificateArn(arn).tags(Tag.builder().key("team").value("soc").build()));

    assertThat(
            acm.importCertificate(
                    r ->
                        r.certificateArn(arn)
                            .certificate(SdkBytes.fromUtf8String(seeded()))
                            .privateKey(KEY))
                .certificateArn())
        .isEqualTo(arn);
    assertThat(acm.listTagsForCertificate(r -> r.certificateArn(arn)).tags()).hasSize(1);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertThatThrownBy(() -> imported("hello"))
        .isInstanceOfSatisfying(
            AcmException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  private String seeded() {
    return acm.getCertificate(r -> r.certificateArn(SandboxAccountIds.CERTIFICATE_ARN))
        .certificate();
  }

  private String imported(String pem) {
    return acm.importCertificate(r -> r.certificate(SdkBytes.fromUtf8String(pem)).privateKey(KEY))
        .certificateArn();
  }

  private CertificateDetail describe(String arn) {
    return acm.describeCertificate(r -> r.certificateArn(arn)).certificate();
  }
}
