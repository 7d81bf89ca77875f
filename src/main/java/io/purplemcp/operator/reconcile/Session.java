package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.AwsClients;

/**
 * An open door to a target, its account verified.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 */
public record Session(AwsClients clients, String accountId, String partition) {}
