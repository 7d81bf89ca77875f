package io.purplemcp.operator.cli;

import io.purplemcp.operator.sandbox.Sandbox;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Only the embedded AWS. */
@ApplicationScoped
public class SandboxMode {
  private final Instance<EmbeddedAws> embedded;
  private final Terminal terminal;

  SandboxMode(Instance<EmbeddedAws> embedded, Terminal terminal) {
    this.embedded = embedded;
    this.terminal = terminal;
  }

  int run() {
    Sandbox sandbox = embedded.get().sandbox().orElseThrow();
    String endpoint = sandbox.endpoint().toString();
    terminal.print(
        "The embedded AWS serves at "
            + endpoint
            + "\n  aws --endpoint-url "
            + endpoint
            + " sts get-caller-identity\nIts load balancers are reached by way of the proxy "
            + sandbox.dataPlane().proxy()
            + "\n");
    CleanExit.onSignals();
    Quarkus.waitForExit();
    return 0;
  }
}
