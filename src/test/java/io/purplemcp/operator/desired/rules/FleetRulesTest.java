package io.purplemcp.operator.desired.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.Written;
import org.junit.jupiter.api.Test;

/** What two deployments must not both claim. */
final class FleetRulesTest {
  private static final String ACME = Written.VALID;
  private static final String OTHER = Written.VALID.replace("name: acme", "name: other");

  @Test
  void deployments_of_different_names_get_along() {
    assertThat(both(ACME, OTHER).state().deployments()).hasSize(2);
  }

  @Test
  void a_name_that_is_taken_in_the_same_target_tells_where() {
    assertThat(both(ACME, ACME).problem())
        .startsWith(":20: metadata.name: found \"acme\"; the name acme belongs to the deployment")
        .contains("acme (")
        .contains(".yaml:1) already");
  }

  @Test
  void accounts_that_are_declared_and_differ_keep_names_apart() {
    assertThat(
            both(inAccount(ACME, "111122223333"), inAccount(ACME, "999999999999"))
                .state()
                .deployments())
        .hasSize(2);
  }

  @Test
  void an_account_that_is_not_declared_may_be_any() {
    assertThat(both(inAccount(ACME, "111122223333"), ACME).problem())
        .contains("declare spec.target.accountId in both");
  }

  @Test
  void the_account_of_the_role_to_assume_counts_as_declared() {
    String assumed =
        inAccount(ACME, "999999999999")
            .replace("accountId: \"999999999999\"", "roleArn: arn:aws:iam::999999999999:role/r");

    assertThat(both(inAccount(ACME, "111122223333"), assumed).state().deployments()).hasSize(2);
  }

  @Test
  void roles_are_of_the_whole_account_whatever_the_region() {
    String elsewhere = ACME.replace("us-east-1", "eu-west-1");

    assertThat(both(ACME, elsewhere).problem())
        .contains("spec.iam.executionRoleName: the role purple-mcp-acme belongs to");
    assertThat(
            both(ACME, elsewhere + "  iam: {executionRoleName: acme-emea}\n").state().deployments())
        .hasSize(2);
  }

  @Test
  void services_families_load_balancers_and_target_groups_have_one_owner() {
    assertThat(both(ACME, OTHER + "  compute: {service: acme}\n").problem())
        .contains("the service purple-mcp-cluster/acme belongs to the deployment acme");
    assertThat(
            both(ACME, OTHER + "  compute: {service: acme, cluster: c2}\n").state().deployments())
        .hasSize(2);
    assertThat(both(ACME, OTHER + "  compute: {family: acme}\n").problem())
        .contains("the task definition family acme");
    assertThat(both(ACME, OTHER + "    name: acme\n").problem()).contains("the load balancer acme");
    assertThat(
            both(ACME + "    targetGroup: {name: t}\n", OTHER + "    targetGroup: {name: t}\n")
                .problem())
        .contains("the target group t");
    assertThat(both(ACME, OTHER + "  iam: {executionRoleName: purple-mcp-acme}\n").problem())
        .contains("the role purple-mcp-acme");
  }

  @Test
  void a_role_that_is_managed_elsewhere_may_serve_many() {
    String iam = "  iam: {executionRoleArn: 'arn:aws:iam::111122223333:role/r'}\n";

    assertThat(both(ACME + iam, OTHER + iam).state().deployments()).hasSize(2);
  }

  @Test
  void those_who_share_a_log_group_agree_on_its_retention() {
    assertThat(both(ACME, OTHER + "  logs: {retentionDays: 7}\n").problem())
        .contains("spec.logs.retentionDays: found 7; the log group /ecs/purple-mcp is shared with")
        .contains("which keeps it for 30 days");
    assertThat(both(ACME, OTHER + "  logs: {retentionDays: 7, group: g}\n").state().deployments())
        .hasSize(2);
  }

  @Test
  void a_thousand_deployments_are_judged_together() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("---\n").append(Written.PLAIN.replace("name: acme", "name: acme-" + i));
    }

    assertThat(Written.of(text.toString()).state().deployments()).hasSize(1000);
  }

  private static Written both(String one, String other) {
    return Written.of(one + "---\n" + other);
  }

  private static String inAccount(String yaml, String account) {
    return yaml.replace("region: us-east-1", "region: us-east-1\n    accountId: \"" + account + '"')
        .replace("111122223333:certificate", account + ":certificate");
  }
}
