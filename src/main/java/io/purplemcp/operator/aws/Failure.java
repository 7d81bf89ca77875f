package io.purplemcp.operator.aws;

import java.util.Optional;

/**
 * A failed AWS call in the operator's own terms. Holds no secret value.
 *
 * @param failureClass what it means
 * @param operation what was tried, as IAM names it: {@code ecs:CreateService}
 * @param code AWS's error code
 * @param message AWS's words
 * @param requestId AWS's id of the call, where there was an answer
 * @param deniedAction the IAM action that is missing, where AWS named it
 */
public record Failure(
    FailureClass failureClass,
    String operation,
    String code,
    String message,
    Optional<String> requestId,
    Optional<String> deniedAction) {
  /** One line for a log or a condition. */
  public String sentence() {
    return sentence(requestId);
  }

  /** The same for something that is told once: without the id, which is another one each time. */
  public String lastingSentence() {
    return sentence(Optional.empty());
  }

  private String sentence(Optional<String> request) {
    StringBuilder text = new StringBuilder(operation).append(" failed: ").append(code);
    if (!message.isBlank()) {
      text.append(": ").append(message);
    }
    request.ifPresent(id -> text.append(" (request ").append(id).append(')'));
    deniedAction.ifPresent(action -> text.append("; ").append(remedy(action)));
    return text.toString();
  }

  /** What lifts a denial: more rights help only where nobody has forbidden the action. */
  private String remedy(String action) {
    if (message.contains("service control policy")) {
      return "a service control policy of the organisation stands against " + action;
    }
    if (message.contains("permissions boundary")) {
      return "the permissions boundary of the operator's role stands against " + action;
    }
    return message.contains("explicit deny")
        ? "a policy denies " + action + " explicitly"
        : "allow " + action + " to the operator's role";
  }
}
