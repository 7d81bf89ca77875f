package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PurpleMcpDeployment;

/**
 * A deployment of another target that lives in the same region of the same account, as far as is
 * known: another role leads there, or the account behind the credentials has not been asked yet.
 *
 * @param certain whether the account is known to be the same
 */
public record Neighbour(PurpleMcpDeployment deployment, boolean certain) {}
