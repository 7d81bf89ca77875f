package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/** Exactly one of the secret's name and ARN is given. */
public final class ConsoleSecretRule implements Rule {
  private static final String CONSOLE = "/spec/console";

  @Override
  public List<String> reads() {
    return List.of(CONSOLE);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    ConsoleSpec console = deployment.spec().console();
    if (console.secretName().isPresent() == console.secretArn().isPresent()) {
      verdict.reject(
          CONSOLE,
          "give exactly one of secretName and secretArn: the secret that holds"
              + " PURPLEMCP_CONSOLE_TOKEN and PURPLEMCP_CONSOLE_BASE_URL");
    }
  }
}
