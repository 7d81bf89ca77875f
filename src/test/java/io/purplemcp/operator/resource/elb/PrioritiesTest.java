package io.purplemcp.operator.resource.elb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** LB03: priorities are stable and never meet. */
final class PrioritiesTest {
  @Property
  void no_two_meet_and_none_is_taken(
      @ForAll @Size(max = 60) List<@AlphaChars @StringLength(min = 1, max = 3) String> hosts,
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = Priorities.LOWEST) Integer> taken) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < hosts.size(); i++) {
      wanted.put("site-" + i, hosts.get(i));
    }

    Map<String, Integer> assigned = Priorities.assign(wanted, taken);

    assertThat(assigned.keySet()).isEqualTo(wanted.keySet());
    assertThat(new HashSet<>(assigned.values())).hasSameSizeAs(wanted.keySet());
    assertThat(assigned.values())
        .allMatch(priority -> priority >= 1 && priority <= Priorities.LOWEST)
        .noneMatch(taken::contains);
    assertThat(Priorities.assign(wanted, taken)).isEqualTo(assigned);
  }

  @Test
  void a_host_name_is_given_its_own_and_the_next_where_that_is_taken() {
    int own = Priorities.preferred("acme.example.com");
    Map<String, String> acme = Map.of("acme", "acme.example.com");

    assertThat(Priorities.assign(acme, List.of())).containsEntry("acme", own);
    assertThat(Priorities.assign(acme, List.of(own))).containsEntry("acme", own + 1);
  }

  @Test
  void a_tag_that_is_no_priority_is_not_believed() {
    assertThat(Priorities.parse("50000")).contains(50_000);
    assertThat(List.of("0", "50001", "-1", "x", "")).allMatch(t -> Priorities.parse(t).isEmpty());
  }
}
