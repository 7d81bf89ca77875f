package io.purplemcp.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Terraform's AWS provider believes the sandbox: the guide's stack applies, plans no changes
 * afterwards, and goes away again.
 *
 * <p>The provider is found as Terraform finds it; where it lies in a directory of its own, {@code
 * TF_PLUGIN_MIRROR} names that.
 */
@Tag("conformance")
final class TerraformTest {
  /** Terraform waits in real time; a minute and a half of provisioning is one second here. */
  private static final double SPEED = 90;

  private static final int NO_CHANGES = 0;

  @TempDir Path directory;
  private Sandbox sandbox;
  private Client terraform;

  @BeforeEach
  void start() throws IOException {
    Path program = Client.installed("terraform");
    sandbox =
        Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(1).withSpeed(SPEED));
    terraform = new Client(program, directory, environment());
    try (var stack = TerraformTest.class.getResourceAsStream("/conformance/terraform/main.tf")) {
      Files.copy(stack, directory.resolve("main.tf"));
    }
    initialise();
  }

  @AfterEach
  void stop() {
    Optional.ofNullable(sandbox).ifPresent(Sandbox::close);
  }

  @Test
  void theGuidesStackAppliesThenPlansNoChangesAndIsDestroyed() {
    terraform.run("apply", "-auto-approve", "-no-color", "-input=false").expecting(0);

    Client.Result plan = terraform.run("plan", "-detailed-exitcode", "-no-color", "-input=false");
    assertThat(plan.exit()).as("%s%n%s", plan.output(), plan.errors()).isEqualTo(NO_CHANGES);

    terraform.run("destroy", "-auto-approve", "-no-color", "-input=false").expecting(0);
  }

  private void initialise() {
    List<String> command = new ArrayList<>(List.of("init", "-no-color", "-input=false"));
    Optional.ofNullable(System.getenv("TF_PLUGIN_MIRROR"))
        .ifPresent(mirror -> command.add("-plugin-dir=" + mirror));
    Client.Result result = terraform.run(command);
    if (result.exit() != 0) {
      Client.skip("terraform init finds no AWS provider: " + result.errors().strip());
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(AwsSettings.of(sandbox.endpoint(), directory));
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_VAR_vpc_id", SandboxAccountIds.VPC);
    environment.put(
        "TF_VAR_subnet_ids",
        "[\""
            + SandboxAccountIds.PRIVATE_SUBNET_A
            + "\",\""
            + SandboxAccountIds.PRIVATE_SUBNET_B
            + "\"]");
    environment.put("TF_VAR_certificate_arn", SandboxAccountIds.CERTIFICATE_ARN);
    return environment;
  }
}
