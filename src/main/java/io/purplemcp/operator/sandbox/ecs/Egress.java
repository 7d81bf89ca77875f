package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Paths;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** The way from a task to the services that it starts with. */
final class Egress {
  private final String region;
  private final Optional<Paths> paths;

  /**
   * @param from the task's interface; a task without one uses its host's network
   */
  Egress(Context context, Optional<NetworkInterface> from) {
    this.region = context.scope().region();
    this.paths = from.map(eni -> new Paths(context, eni));
  }

  /**
   * @param service as the name of its VPC endpoint ends: {@code secretsmanager}, {@code ecr.api}
   */
  boolean reaches(String service) {
    return paths.map(way -> way.reach(service)).orElse(true);
  }

  /** Endpoints serve their own region; ECR of another one is reached over the internet. */
  boolean reaches(ImageReference image, String service) {
    boolean here = image.isEcr() && image.registry().contains(".ecr." + region + ".");
    return here ? reaches(service) : reachesInternet();
  }

  boolean reachesInternet() {
    return paths.map(Paths::reachInternet).orElse(true);
  }
}
