package io.purplemcp.operator.sandbox;

import io.purplemcp.operator.sandbox.acm.AcmSeed;
import io.purplemcp.operator.sandbox.core.Seed;
import io.purplemcp.operator.sandbox.ec2.Ec2Seed;
import io.purplemcp.operator.sandbox.iam.IamSeed;
import io.purplemcp.operator.sandbox.secrets.SecretSeed;
import io.purplemcp.operator.sandbox.waf.WafSeed;
import java.util.ArrayList;
import java.util.List;

/** What an account of the sandbox holds at the start, in planting order. */
final class SandboxSeed {
  private SandboxSeed() {}

  static List<Seed> all() {
    List<Seed> seeds = new ArrayList<>();
    seeds.add(new Ec2Seed());
    seeds.add(new AcmSeed());
    seeds.add(new IamSeed());
    seeds.add(new SecretSeed());
    seeds.add(new WafSeed());
    return seeds;
  }
}
