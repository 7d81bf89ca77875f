/**
 * Amazon ECS of the sandbox: clusters, task definitions and services on Fargate whose rollouts take
 * the sandbox's time.
 *
 * <p>What a call changes is written down at once ({@code ClusterBook}, {@code TaskDefinitionBook},
 * {@code ServiceBook}). What follows from it happens as time passes: {@code ServiceClock} looks at
 * each service when something is due, and a look goes through the same steps each time: tasks move
 * on ({@code TaskProgress}, {@code TaskLife}), load balancers judge them ({@code HealthGate}), the
 * circuit breaker judges the deployment ({@code CircuitBreaker}), tasks are started and stopped
 * ({@code Scheduler}), and what is done is told ({@code Completion}). How long things take is in
 * {@code TaskTimes}.
 *
 * <p>Why a task fails follows from the state of the other services: the image ({@link
 * io.purplemcp.operator.sandbox.ecs.ImageRegistry}), the execution role, the secret, the log group,
 * the network, and the program itself ({@link io.purplemcp.operator.sandbox.ecs.StandIn}, where the
 * variables are named that make it end).
 *
 * <p>Not implemented, and refused: other deployment controllers and strategies than rolling
 * updates, daemons, Service Connect, Cloud Map, volumes, overrides of RunTask. Services with the
 * launch type EC2 exist, but find no instance to run on. A container's own health check always
 * passes. Permissions of the caller are not looked at.
 */
package io.purplemcp.operator.sandbox.ecs;
