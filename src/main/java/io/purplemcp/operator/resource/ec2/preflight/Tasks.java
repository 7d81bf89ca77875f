package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.resource.ec2.preflight.GroupRules.Peer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What matters of a deployment's tasks.
 *
 * @param region the target's
 * @param publicAddress whether they get an address of the internet
 * @param groupIds their security groups, as far as these exist
 * @param egress the outbound rules of these; empty where the operator writes them, who lets HTTPS
 *     out to everywhere
 * @param image the container image
 */
public record Tasks(
    String region,
    List<String> subnets,
    boolean publicAddress,
    Set<String> groupIds,
    Optional<List<IpPermission>> egress,
    String image) {
  static final int HTTPS = 443;

  /** What the security groups say to HTTPS towards a peer. */
  Answer letOut(Peer peer) {
    return egress.map(rules -> new GroupRules(rules).answer(HTTPS, peer)).orElse(Answer.ALLOWED);
  }

  /** The tasks in a subnet, as others see them. */
  Peer peer(Subnet subnet) {
    return new Peer(groupIds, Topology.range(subnet).stream().toList(), Optional.empty());
  }

  /** Whether the image's layers come from ECR of the target's own region. */
  boolean imageFromEcrHere() {
    return image.contains(".dkr.ecr." + region + ".");
  }

  /** An AWS service that tasks need before they run, as the name of its VPC endpoint ends. */
  enum Service {
    ECR_API("ecr.api", "Amazon ECR"),
    ECR_DKR("ecr.dkr", "Amazon ECR"),
    S3("s3", "the image's layers in Amazon S3"),
    SECRETS_MANAGER("secretsmanager", "Secrets Manager"),
    LOGS("logs", "CloudWatch Logs");

    private final String endpoint;
    private final String words;

    Service(String endpoint, String words) {
      this.endpoint = endpoint;
      this.words = words;
    }

    String endpoint() {
      return endpoint;
    }

    String words() {
      return words;
    }
  }

  /** Endpoints serve their own region only: an image from elsewhere comes over the internet. */
  List<Service> services() {
    Stream<Service> always = Stream.of(Service.SECRETS_MANAGER, Service.LOGS);
    return imageFromEcrHere()
        ? Stream.concat(Stream.of(Service.ECR_API, Service.ECR_DKR, Service.S3), always).toList()
        : always.toList();
  }
}
