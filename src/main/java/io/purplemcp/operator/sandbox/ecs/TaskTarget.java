package io.purplemcp.operator.sandbox.ecs;

/**
 * One registration of a task with a target group.
 *
 * @param containerPort the port of the service's load balancer entry
 */
public record TaskTarget(String targetGroupArn, String ip, int containerPort) {}
