package io.purplemcp.operator.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * A call to AWS that has ended, with all the attempts that the SDK made for it.
 *
 * @param target the target's key
 * @param operation as IAM names it: {@code ecs:CreateService}
 * @param mutating whether it changes anything
 * @param failure what went wrong, where something did
 * @param duration from the first attempt to the end
 */
public record AwsCall(
    String target,
    String operation,
    boolean mutating,
    Optional<Failure> failure,
    Duration duration) {}
