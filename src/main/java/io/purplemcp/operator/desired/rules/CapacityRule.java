package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.CapacityProviderSpec;
import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;
import java.util.stream.IntStream;

/** A capacity provider strategy that ECS takes, and what goes with it. */
public final class CapacityRule implements Rule {
  private static final String COMPUTE = "/spec/compute";
  private static final String PROVIDERS = COMPUTE + "/capacityProviders";
  private static final String PLATFORM = COMPUTE + "/platformVersion";
  private static final String STORAGE = COMPUTE + "/ephemeralStorageGiB";
  private static final String PUBLIC_IP = "/spec/network/assignPublicIp";

  /** What ECS takes in one strategy. */
  private static final int MOST = 20;

  @Override
  public List<String> reads() {
    return List.of(PROVIDERS, PLATFORM, STORAGE, PUBLIC_IP);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    ComputeSpec compute = deployment.spec().compute();
    if (!compute.capacityProviders().isEmpty()) {
      strategy(compute.capacityProviders(), verdict);
    }
    if (compute.onFargate()) {
      platform(compute, verdict);
    } else if (compute.capacityProviders().stream().noneMatch(CapacityProviderSpec::ofFargate)) {
      instances(deployment, verdict);
    }
  }

  private static void strategy(List<CapacityProviderSpec> providers, Verdict verdict) {
    if (providers.size() > MOST) {
      verdict.reject(PROVIDERS, "ECS takes at most " + MOST + " capacity providers");
    }
    IntStream.range(0, providers.size())
        .filter(
            i ->
                providers.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.name().equals(providers.get(i).name())))
        .forEach(
            i -> verdict.reject(PROVIDERS + "/" + i + "/name", "names a capacity provider twice"));
    if (providers.stream().map(CapacityProviderSpec::ofFargate).distinct().count() > 1) {
      verdict.reject(
          PROVIDERS,
          "FARGATE and FARGATE_SPOT cannot be mixed with capacity providers of instances");
    }
    if (providers.stream().filter(each -> each.base() > 0).count() > 1) {
      verdict.reject(PROVIDERS, "only one capacity provider may have a base");
    }
    if (providers.stream().allMatch(each -> each.weight() == 0)) {
      verdict.reject(PROVIDERS, "at least one capacity provider needs a weight above 0");
    }
  }

  private static void platform(ComputeSpec compute, Verdict verdict) {
    boolean spot =
        compute.capacityProviders().stream()
            .anyMatch(each -> each.name().equals(CapacityProviderSpec.FARGATE_SPOT));
    if (compute.architecture() == ComputeSpec.Architecture.ARM64) {
      atLeast("1.4.0", "ARM64", compute, verdict);
    } else if (compute.ephemeralStorageGiB().isPresent()) {
      atLeast("1.4.0", "ephemeral storage of one's own size", compute, verdict);
    } else if (spot) {
      atLeast("1.3.0", "FARGATE_SPOT", compute, verdict);
    }
  }

  /** Versions have one digit in each place. */
  private static void atLeast(String least, String what, ComputeSpec compute, Verdict verdict) {
    String version = compute.platformVersion();
    if (!version.equals(ComputeSpec.LATEST) && version.compareTo(least) < 0) {
      verdict.reject(
          PLATFORM, "Fargate has " + what + " from platform version " + least + " on; or LATEST");
    }
  }

  private static void instances(PurpleMcpDeployment deployment, Verdict verdict) {
    if (verdict.isGiven(PLATFORM)) {
      verdict.reject(PLATFORM, "only Fargate has platform versions; leave it out");
    }
    if (verdict.isGiven(STORAGE)) {
      verdict.reject(STORAGE, "only Fargate gives tasks a storage of their own; leave it out");
    }
    if (deployment.spec().network().assignPublicIp()) {
      verdict.reject(
          PUBLIC_IP,
          "only tasks on Fargate can have public addresses; set it to false and give subnets with a"
              + " way out through a NAT gateway or endpoints");
    }
  }
}
