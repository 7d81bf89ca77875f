package io.purplemcp.operator.resource.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** How rules of a security group are compared. */
final class RulesTest {
  private static final List<Atom> DESIRED =
      List.of(
          Atom.tcp(Atom.Direction.INGRESS, 443, "10.0.0.0/8", "clients"),
          Atom.tcp(Atom.Direction.INGRESS, 443, "192.168.0.0/16", "clients"),
          Atom.tcp(Atom.Direction.INGRESS, 443, "2001:db8::/32", "clients"),
          Atom.tcp(Atom.Direction.INGRESS, 8000, "sg-1", "balancer"));

  @ParameterizedTest
  @CsvSource({
    "10.0.1.7/24, 10.0.1.0/24",
    "67.221.169.243/0, 0.0.0.0/0",
    "10.1.2.3/32, 10.1.2.3/32",
    "2001:DB8::/32, 2001:db8::/32",
    "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
    "::/0, ::/0",
    "2001:db8:1:2:3:4:5:6/64, 2001:db8:1:2::/64",
    "1:0:2:0:3:0:4:0/128, 1:0:2:0:3:0:4:0/128"
  })
  void sg01_a_range_is_written_as_ec2_stores_it(String written, String stored) {
    assertThat(Cidr.canonical(written)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com/8", "10.0.0.0", "localhost/32"})
  void a_name_is_no_range_and_is_never_looked_up(String text) {
    assertThatThrownBy(() -> Cidr.canonical(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void sg01_canonical_ranges_stay_as_they_are(
      @ForAll int address, @ForAll @net.jqwik.api.constraints.IntRange(max = 32) int prefix) {
    String cidr =
        "%d.%d.%d.%d/%d"
            .formatted(
                address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255, prefix);
    String canonical = Cidr.canonical(cidr);

    assertThat(Cidr.canonical(canonical)).isEqualTo(canonical);
  }

  @Property
  void sg02_what_ec2_has_merged_and_reordered_is_the_same(@ForAll long seed) {
    var atoms = new ArrayList<>(live(merged()));
    Collections.shuffle(atoms, new Random(seed));

    assertThat(differences(DESIRED, atoms)).isEmpty();
  }

  @Test
  void a_rule_that_was_added_is_the_only_difference() {
    var atoms = new ArrayList<>(live(merged()));
    atoms.add(Atom.tcp(Atom.Direction.INGRESS, 22, "0.0.0.0/0", ""));

    assertThat(differences(DESIRED, atoms))
        .extracting(Difference::path)
        .containsExactly("ingress[tcp/22 from 0.0.0.0/0]");
  }

  @Property
  void each_rule_that_is_missing_is_one_difference(
      @ForAll @net.jqwik.api.constraints.IntRange(max = 3) int index) {
    var atoms = new ArrayList<>(live(merged()));
    atoms.remove(DESIRED.get(index));

    assertThat(differences(DESIRED, atoms))
        .extracting(Difference::path)
        .containsExactly(DESIRED.get(index).path(DESIRED.get(index).peer()));
  }

  @Test
  void sg03_another_description_is_described_and_not_revoked() {
    var rules =
        RuleComparison.of(
            new Comparison(),
            List.of(Atom.tcp(Atom.Direction.INGRESS, 443, "10.0.0.0/8", "a")),
            List.of(Atom.tcp(Atom.Direction.INGRESS, 443, "10.0.0.0/8", "b")),
            Map.of(),
            extra -> false);

    assertThat(rules.toDescribe())
        .containsExactly(Atom.tcp(Atom.Direction.INGRESS, 443, "10.0.0.0/8", "a"));
    assertThat(rules.toAuthorize()).isEmpty();
    assertThat(rules.toRevoke()).isEmpty();
  }

  @Test
  void sg02_numbers_of_protocols_and_ports_of_all_traffic_mean_what_their_names_do() {
    var numbered =
        IpPermission.builder()
            .ipProtocol("6")
            .fromPort(443)
            .toPort(443)
            .ipRanges(range -> range.cidrIp("10.0.0.0/8").description("clients"))
            .build();
    var everything =
        IpPermission.builder()
            .ipProtocol("-1")
            .fromPort(0)
            .toPort(0)
            .ipRanges(range -> range.cidrIp("0.0.0.0/0"))
            .build();

    assertThat(Atom.of(Atom.Direction.INGRESS, numbered)).containsExactly(DESIRED.get(0));
    assertThat(Atom.of(Atom.Direction.EGRESS, everything).get(0).path("0.0.0.0/0"))
        .isEqualTo("egress[all to 0.0.0.0/0]");
  }

  @Test
  void a_group_of_ours_is_shown_by_its_name() {
    assertThat(
            differences(
                List.of(Atom.tcp(Atom.Direction.INGRESS, 8000, "acme-alb", "balancer")),
                List.of(Atom.tcp(Atom.Direction.INGRESS, 8000, "sg-1", "balancer"))))
        .isEmpty();
  }

  private static List<Difference> differences(List<Atom> desired, List<Atom> live) {
    var comparison = new Comparison();
    RuleComparison.of(comparison, desired, live, Map.of("sg-1", peerName(desired)), extra -> false);
    return comparison.differences();
  }

  private static String peerName(List<Atom> desired) {
    return desired.size() == 1 ? "acme-alb" : "sg-1";
  }

  private static List<Atom> live(List<IpPermission> permissions) {
    return permissions.stream()
        .flatMap(permission -> Atom.of(Atom.Direction.INGRESS, permission).stream())
        .toList();
  }

  /** One permission for all peers of 443, the account's own id at the group, as EC2 answers. */
  private static List<IpPermission> merged() {
    return List.of(
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(443)
            .toPort(443)
            .ipRanges(
                range -> range.cidrIp("192.168.0.0/16").description("clients"),
                range -> range.cidrIp("10.0.0.0/8").description("clients"))
            .ipv6Ranges(range -> range.cidrIpv6("2001:db8::/32").description("clients"))
            .build(),
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(8000)
            .toPort(8000)
            .userIdGroupPairs(
                pair -> pair.groupId("sg-1").userId("111122223333").description("balancer"))
            .build());
  }
}
