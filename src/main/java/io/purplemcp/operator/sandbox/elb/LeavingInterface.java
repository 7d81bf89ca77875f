package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;

/**
 * A network interface whose load balancer is gone.
 *
 * @param until when EC2 has removed it; until then its security groups cannot be deleted
 */
public record LeavingInterface(String networkInterfaceId, Instant until) {}
