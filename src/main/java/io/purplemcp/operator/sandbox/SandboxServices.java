package io.purplemcp.operator.sandbox;

import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.elb.ElbService;
import io.purplemcp.operator.sandbox.sts.StsService;
import java.util.List;

/** The AWS services that the sandbox knows. */
final class SandboxServices {
  private SandboxServices() {}

  static List<ServiceDefinition> all() {
    return List.of(
        // One line for each service, in alphabetical order.
        ElbService.definition(), StsService.definition());
  }
}
