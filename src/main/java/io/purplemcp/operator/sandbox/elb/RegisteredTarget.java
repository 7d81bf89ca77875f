package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import java.util.Optional;

/**
 * One address in a target group.
 *
 * @param since when it was registered
 * @param drainingSince when it was deregistered; it stays visible for the group's deregistration
 *     delay
 */
public record RegisteredTarget(
    String targetGroupArn,
    String ip,
    int port,
    Instant since,
    Optional<Instant> drainingSince,
    TargetBehaviour behaviour) {

  static String key(String targetGroupArn, String ip, int port) {
    return targetGroupArn + '|' + ip + ':' + port;
  }

  String key() {
    return key(targetGroupArn, ip, port);
  }

  RegisteredTarget draining(Instant from) {
    return new RegisteredTarget(
        targetGroupArn, ip, port, since, Optional.of(drainingSince.orElse(from)), behaviour);
  }

  RegisteredTarget answering(TargetBehaviour other) {
    return new RegisteredTarget(targetGroupArn, ip, port, since, Optional.empty(), other);
  }
}
