package io.purplemcp.operator.sandbox.dataplane;

import java.util.List;

/**
 * One listener, and how to reach it.
 *
 * @param dnsName the load balancer's; resolved by the proxy only
 * @param hostNames that rules and certificates speak of
 * @param url reaches the listener directly, on the loopback interface
 * @param admitted whether the load balancer's security groups let this machine's clients in
 */
public record Endpoint(
    String loadBalancer,
    String listenerArn,
    String protocol,
    int port,
    String dnsName,
    List<String> hostNames,
    String url,
    boolean admitted) {}
