package io.purplemcp.operator.deploy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How well a policy fits the calls that were made: the proof of least privilege.
 *
 * @param missing the actions that a call needs and no statement allows, or that one denies
 *     everywhere
 * @param surplus the allowed actions that no call needs, as the policy writes them
 */
record PolicyCoverage(Set<String> missing, Set<String> surplus) {
  /**
   * @param calls each as service and operation: {@code ecs:CreateService}
   */
  static PolicyCoverage of(IamPolicy policy, Collection<String> calls) {
    Set<String> needed = new TreeSet<>();
    calls.forEach(call -> needed.addAll(IamActions.of(call)));
    Set<String> missing = new TreeSet<>(needed);
    missing.removeIf(action -> allows(policy, action) && !denies(policy, action));
    Set<String> surplus = new TreeSet<>();
    policy.statements().stream()
        .filter(IamPolicy.Statement::allow)
        .flatMap(statement -> statement.actions().stream())
        .filter(pattern -> needed.stream().noneMatch(action -> matches(pattern, action)))
        .forEach(surplus::add);
    return new PolicyCoverage(missing, surplus);
  }

  private static boolean allows(IamPolicy policy, String action) {
    return policy.statements().stream()
        .filter(IamPolicy.Statement::allow)
        .anyMatch(statement -> names(statement, action));
  }

  /** A denial of some resources leaves others. */
  private static boolean denies(IamPolicy policy, String action) {
    return policy.statements().stream()
        .filter(statement -> !statement.allow() && statement.everywhere())
        .anyMatch(statement -> names(statement, action));
  }

  private static boolean names(IamPolicy.Statement statement, String action) {
    return statement.actions().stream().anyMatch(pattern -> matches(pattern, action));
  }

  /** As IAM matches: without regard to case, {@code *} for any text and {@code ?} for one sign. */
  private static boolean matches(String pattern, String action) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }
}
