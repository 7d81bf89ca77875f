package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import java.util.List;

/**
 * A change and why it is to be made.
 *
 * @param drift the differences that the world has made; all of them, some or none
 */
public record PlannedChange(Change change, Cause cause, List<Difference> drift) {}
