package io.purplemcp.operator.sandbox.core;

/**
 * One AWS service of the sandbox. An operation is a public method that takes the SDK's request
 * class and returns its response class, named as the operation: {@code CreateClusterResponse
 * createCluster(CreateClusterRequest)}. What is no method here is answered as not implemented.
 *
 * <p>An instance serves one call; all state is in the {@link Context}.
 */
public interface SandboxService {}
