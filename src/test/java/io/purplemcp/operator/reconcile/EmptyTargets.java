package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.testing.SandboxClients;
import java.net.URI;
import java.util.List;

/** Targets that answer to their names; no call is ever made. */
final class EmptyTargets implements Sessions {
  @Override
  public Session open(TargetSpec target) {
    String account = target.roleArn().orElseThrow().split(":")[4];
    return new Session(
        SandboxClients.of(URI.create("http://127.0.0.1:9"), target.region(), "none", List.of()),
        account,
        "aws",
        "arn:aws:iam::" + account + ":role/purple");
  }

  @Override
  public void close() {}
}
