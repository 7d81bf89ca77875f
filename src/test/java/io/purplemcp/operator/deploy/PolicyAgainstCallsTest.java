package io.purplemcp.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.proof.OperatorRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Least privilege: the policies allow what the operator calls in its {@link OperatorRuns}, and
 * nothing else. What a call needs is in {@link IamActions}.
 */
final class PolicyAgainstCallsTest {
  private static final String ALWAYS = "operator-policy.json";

  private static Map<String, String> plain;

  @BeforeAll
  static void run() {
    plain = OperatorRuns.plain();
  }

  @Test
  void the_policy_that_is_always_attached_allows_every_call_and_nothing_else() throws IOException {
    assertThat(missing(plain, ALWAYS)).as("calls that %s does not allow", ALWAYS).isEmpty();
    assertThat(PolicyCoverage.of(policy(ALWAYS), plain.keySet()).surplus())
        .as("actions of %s that no call needs", ALWAYS)
        .isEmpty();
  }

  @Test
  void verifying_keys_needs_its_own_policy_and_nothing_else() throws IOException {
    addsJustWhatIsNeeded("operator-policy-verify-keys.json", OperatorRuns.verifyingKeys());
  }

  @Test
  void web_acls_need_their_own_policy_and_nothing_else() throws IOException {
    addsJustWhatIsNeeded("operator-policy-web-acl.json", OperatorRuns.withWebAcls());
  }

  @Test
  void auto_scaling_needs_its_own_policy_and_nothing_else() throws IOException {
    addsJustWhatIsNeeded("operator-policy-autoscaling.json", OperatorRuns.scaling());
  }

  @Test
  void gateways_need_their_own_policy_and_nothing_else() throws IOException {
    String file = "operator-policy-gateways.json";
    Map<String, String> calls = OperatorRuns.gateways();
    assertThat(missing(calls, ALWAYS, file)).isEmpty();
    Set<String> added = new TreeSet<>(actions(calls.keySet()));
    added.removeAll(actions(plain.keySet()));
    added.add("elasticloadbalancing:AddTags");
    assertThat(allowed(file)).containsExactlyInAnyOrderElementsOf(added);
  }

  @Test
  void other_accounts_need_their_own_policy_and_nothing_else() throws IOException {
    addsJustWhatIsNeeded("operator-policy-other-accounts.json", OperatorRuns.inOtherAccounts());
  }

  @Test
  void adoption_needs_to_tag_what_is_adopted_and_nothing_else() throws IOException {
    String file = "operator-policy-adoption.json";
    Map<String, String> adopting = OperatorRuns.adopting();
    assertThat(missing(adopting, ALWAYS, file)).isEmpty();
    assertThat(allowed(file)).containsExactlyInAnyOrderElementsOf(tagging(adopting.keySet()));
  }

  /** A policy for something that is switched on allows what that adds to the plain runs. */
  private static void addsJustWhatIsNeeded(String file, Map<String, String> calls)
      throws IOException {
    assertThat(missing(calls, ALWAYS, file)).isEmpty();
    Set<String> added = new TreeSet<>(actions(calls.keySet()));
    added.removeAll(actions(plain.keySet()));
    assertThat(allowed(file))
        .as("what %s allows", file)
        // Each service's own role is another, which a policy tells by a condition and a call does
        // not.
        .filteredOn(action -> !action.equals("iam:CreateServiceLinkedRole"))
        .containsExactlyInAnyOrderElementsOf(added);
  }

  /** Each missing action with the call that needs it and the run in which it was made. */
  private static Map<String, String> missing(Map<String, String> calls, String... files)
      throws IOException {
    Set<String> missing = PolicyCoverage.of(together(files), calls.keySet()).missing();
    Map<String, String> told = new TreeMap<>();
    calls.forEach(
        (call, run) ->
            IamActions.of(call).stream()
                .filter(missing::contains)
                .forEach(action -> told.putIfAbsent(action, call + " in: " + run)));
    return told;
  }

  private static Set<String> tagging(Set<String> calls) {
    return actions(calls).stream()
        .filter(action -> action.matches(".*:(TagResource|CreateTags|AddTags|TagRole)"))
        .collect(Collectors.toSet());
  }

  private static Set<String> actions(Set<String> calls) {
    return calls.stream().flatMap(call -> IamActions.of(call).stream()).collect(Collectors.toSet());
  }

  private static Set<String> allowed(String file) throws IOException {
    return policy(file).statements().stream()
        .filter(IamPolicy.Statement::allow)
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toSet());
  }

  private static IamPolicy together(String... files) throws IOException {
    Map<String, IamPolicy> policies = new HashMap<>();
    for (String file : files) {
      policies.put(file, policy(file));
    }
    return IamPolicy.together(List.copyOf(policies.values()));
  }

  private static IamPolicy policy(String file) throws IOException {
    return IamPolicy.read(Path.of("deploy", "iam", file));
  }
}
