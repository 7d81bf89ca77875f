/**
 * CloudWatch's alarms, as far as others ask for their states. There are no metrics in the sandbox:
 * an alarm goes off when somebody says so.
 */
package io.purplemcp.operator.sandbox.cloudwatch;
