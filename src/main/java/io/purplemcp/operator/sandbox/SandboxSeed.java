package io.purplemcp.operator.sandbox;

import io.purplemcp.operator.sandbox.acm.AcmSeed;
import io.purplemcp.operator.sandbox.core.Seed;
import io.purplemcp.operator.sandbox.ec2.Ec2Seed;
import io.purplemcp.operator.sandbox.iam.IamSeed;
import java.util.List;

/** What an account of the sandbox holds at the start, in planting order. */
final class SandboxSeed {
  private SandboxSeed() {}

  static List<Seed> all() {
    return List.of(
        // One line for each service that begins with something.
        new Ec2Seed(), new AcmSeed(), new IamSeed());
  }
}
