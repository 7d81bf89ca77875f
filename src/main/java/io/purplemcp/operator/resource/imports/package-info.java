/**
 * Writes the desired state of a service that somebody made by hand or by another tool. What is
 * written is only a proposal: the plan of that desired state is what proves it.
 */
package io.purplemcp.operator.resource.imports;
