package io.purplemcp.operator.resource.ecs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Translates what ECS says of stopped tasks and in service events into a sentence and an advice.
 * The texts are not part of AWS's contract, so only fragments are looked for, the most particular
 * first; what is not recognised is passed on as it is.
 */
final class StopReasons {
  /** Long enough for ECS's own sentence, short enough for a line of a log. */
  private static final int LONGEST = 400;

  /** All fragments have to be there, in any case. */
  private record Hint(List<String> fragments, String sentence) {
    boolean fits(String text) {
      return fragments.stream().allMatch(text::contains);
    }
  }

  private static Hint hint(String sentence, String... fragments) {
    return new Hint(List.of(fragments), sentence);
  }

  private static final List<Hint> HINTS =
      List.of(
          hint(
              "the execution role may not read the console secret: allow secretsmanager:GetSecretValue on it (and kms:Decrypt on its key) to the role",
              "secretsmanager:getsecretvalue",
              "not authorized"),
          hint(
              "the execution role may not decrypt the console secret: allow kms:Decrypt on its key to the role",
              "kms:decrypt"),
          hint(
              "the execution role may not decrypt the console secret: allow kms:Decrypt on its key to the role, in the role's policy and in the key's",
              "access to kms is not allowed"),
          hint(
              "the console secret has no value yet: put the two PURPLEMCP_CONSOLE_* keys into it",
              "staging label: awscurrent"),
          hint(
              "the console secret lacks a key: it must hold PURPLEMCP_CONSOLE_TOKEN and PURPLEMCP_CONSOLE_BASE_URL",
              "did not contain json key"),
          hint(
              "the console secret does not exist where the tasks look for it: check spec.console",
              "can't find the specified secret"),
          hint(
              "the tasks do not reach Secrets Manager: give their subnets a route to the internet (a NAT gateway, or a public address) or a VPC endpoint for secretsmanager",
              "unable to retrieve secret from asm"),
          hint(
              "the execution role may not pull images: allow ecr:GetAuthorizationToken on * to it",
              "ecr:getauthorizationtoken",
              "not authorized"),
          hint(
              "the tasks do not reach the image registry: give their subnets a route to the internet (a NAT gateway, or a public address)",
              "ecr",
              "i/o timeout"),
          hint(
              "the image is not made for the declared processor: set compute.architecture to that of the image",
              "cannotpullcontainererror",
              "platform"),
          hint(
              "the image is not made for the declared processor: set compute.architecture to that of the image",
              "no matching manifest"),
          hint(
              "the pull of the image was denied: subscribe the account to the product in AWS Marketplace, and allow the role to pull",
              "cannotpullcontainererror",
              "403"),
          hint(
              "the pull of the image was denied: subscribe the account to the product in AWS Marketplace, and allow the role to pull",
              "cannotpullcontainererror",
              "denied"),
          hint(
              "the tasks do not reach the image registry: give their subnets a route to the internet (a NAT gateway, or a public address)",
              "cannotpullcontainererror",
              "timeout"),
          hint(
              "the registry limits how often images are pulled: pull from a registry of your own",
              "toomanyrequests"),
          hint(
              "the image or its tag does not exist: correct spec.image",
              "cannotpullcontainererror",
              "not found"),
          hint("the image cannot be pulled: check spec.image", "cannotpullcontainererror"),
          hint(
              "the log group does not exist or cannot be written to: check logs.group and the execution role",
              "failed to validate logger args"),
          hint("the container ran out of memory: raise compute.memory", "outofmemoryerror"),
          hint(
              "ECS could not assume the execution role: its trust policy must name ecs-tasks.amazonaws.com; a role made just now works within a minute",
              "unable to assume the role"),
          hint(
              "the health check gets another answer than 200: check loadBalancer.targetGroup.healthCheckPath",
              "health checks failed with these codes"),
          hint(
              "the load balancer does not reach the tasks: check the security groups and server.port",
              "unhealthy in",
              "timed out"),
          hint(
              "the load balancer's health checks fail: check the server's log, the health check path and the security groups",
              "failed elb health checks"),
          hint(
              "the load balancer's health checks fail: check the server's log, the health check path and the security groups",
              "unhealthy in"),
          hint("the container's own health check fails", "container health checks"),
          hint(
              "AWS has no Fargate capacity at the moment; ECS tries again",
              "capacity is unavailable"),
          hint(
              "the account's limit of Fargate vCPUs is used up: ask AWS for more",
              "limit on the number of vcpus"),
          hint(
              "minimumHealthyPercent and maximumPercent leave no room to replace a task: raise deployment.maximumPercent",
              "service deployment configuration"),
          hint(
              "AWS could not attach a network interface: check the free addresses of the subnets",
              "network interface provisioning"),
          hint(
              "tasks stop before they are up: see the reasons of the stopped tasks",
              "unable to consistently start tasks"),
          hint("AWS could not place a task", "unable to place a task"),
          hint(
              "the server exited: see its log for the reason",
              "essential container in task exited"));

  /** What only says that something failed: another text may know what. */
  private static final List<String> VAGUE =
      List.of("failed elb health checks", "unable to consistently start tasks");

  private StopReasons() {}

  static boolean vague(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return VAGUE.stream().anyMatch(lower::contains);
  }

  /** What a text of ECS means, where it is known to tell of trouble. */
  static Optional<String> explain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return HINTS.stream().filter(hint -> hint.fits(lower)).map(Hint::sentence).findFirst();
  }

  /** Why a task stopped, in words, with what ECS said; empty for an ordinary replacement. */
  static Optional<String> of(Task task) {
    if (task.stopCode() == TaskStopCode.SERVICE_SCHEDULER_INITIATED
        && explain(said(task)).isEmpty()) {
      return Optional.empty();
    }
    if (task.stopCode() == TaskStopCode.USER_INITIATED) {
      return Optional.empty();
    }
    String said = said(task);
    return said.isBlank() ? Optional.empty() : Optional.of(sentence(said));
  }

  /**
   * The newest event that tells of trouble and is not outdated by a steady state; one that knows
   * what it is goes before one that does not.
   */
  static Optional<String> of(List<ServiceEvent> events) {
    List<String> trouble =
        events.stream()
            .map(ServiceEvent::message)
            .takeWhile(message -> !message.contains("has reached a steady state"))
            .filter(message -> explain(message).isPresent())
            .toList();
    return trouble.stream()
        .filter(message -> !vague(message))
        .findFirst()
        .or(() -> trouble.stream().findFirst())
        .map(StopReasons::sentence);
  }

  /** What a text means, with the text itself. */
  static String sentence(String said) {
    String quoted = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    return explain(said).map(hint -> hint + " (ECS: " + quoted + ")").orElse(quoted);
  }

  private static String said(Task task) {
    Stream<String> own = Stream.ofNullable(task.stoppedReason());
    Stream<String> containers =
        task.containers().stream()
            .filter(container -> container.reason() != null || failed(container))
            .map(StopReasons::said);
    return String.join("; ", Stream.concat(own, containers).distinct().toList());
  }

  private static boolean failed(Container container) {
    return container.exitCode() != null && container.exitCode() != 0;
  }

  private static String said(Container container) {
    String exit = container.exitCode() == null ? "" : " exited with code " + container.exitCode();
    String reason = container.reason() == null ? "" : ": " + container.reason();
    return "container " + container.name() + exit + reason;
  }
}
