package io.purplemcp.operator.cli;

import io.purplemcp.operator.desired.TargetSpec;
import java.util.Optional;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The target that a command line names, for commands that need no desired state. */
final class NamedTarget {
  private NamedTarget() {}

  /**
   * @param region the AWS SDK's own where none is given
   * @throws software.amazon.awssdk.core.exception.SdkClientException when neither names one
   */
  static TargetSpec of(
      Optional<String> region, Optional<String> roleArn, Optional<String> externalId) {
    return new TargetSpec(
        region.orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion().id()),
        Optional.empty(),
        roleArn,
        externalId);
  }
}
