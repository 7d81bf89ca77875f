package io.purplemcp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/16, 10.1.0.0/16",
    "10.0.0.0/8, 10.0.0.0/8",
    "67.221.169.243/0, 0.0.0.0/0",
    "203.0.113.17/32, 203.0.113.17/32",
    "255.255.255.255/1, 128.0.0.0/1",
    "2001:DB8::/32, 2001:db8::/32",
    "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "::1/0, ::/0",
    "fe80::1/10, fe80::/10",
    "1:0:0:0:0:0:0:0/16, 1::/16",
    "0:0:0:0:0:0:0:1/128, ::1/128",
  })
  void SG01_a_block_has_the_form_in_which_ec2_keeps_it(String written, String canonical) {
    assertThat(Cidr.parse(written)).map(Cidr::canonical).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "256.0.0.0/8",
        "010.0.0.0/8",
        "localhost/8",
        "example.com/32",
        "dead.beef/8",
        "::/129",
        ":/8",
        ":::/8",
        "1:2:3:4:5:6:7:8:9/8",
        "::ffff:10.0.0.0/104",
        "10.0.0.0/8 ",
        "fe80::1%eth0/64",
        "0x7f.1/8"
      })
  void what_is_no_block_is_not_guessed_at(String written) {
    assertThat(Cidr.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "2000::/3", "8.0.0.0/7"})
  void a_block_that_nobody_owns_alone_is_open_to_the_world(String written) {
    assertThat(Cidr.parse(written)).map(Cidr::isOpenToTheWorld).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "198.51.100.0/24", "2001:db8::/32", "fc00::/16"})
  void a_block_of_somebody_is_not(String written) {
    assertThat(Cidr.parse(written)).map(Cidr::isOpenToTheWorld).contains(false);
  }

  @Property(tries = 200)
  void the_canonical_form_of_a_canonical_form_is_itself(
      @ForAll @Size(8) int[] groups, @ForAll @IntRange(max = 128) int prefix) {
    String written =
        IntStream.of(groups)
                .map(group -> group % 3 == 0 ? 0 : group & 0xffff)
                .mapToObj(Integer::toHexString)
                .collect(Collectors.joining(":"))
            + "/"
            + prefix;

    String canonical = Cidr.parse(written).orElseThrow().canonical();

    assertThat(Cidr.parse(canonical)).map(Cidr::canonical).contains(canonical);
  }

  @Test
  void no_name_is_ever_looked_up() {
    assertThat(Cidr.parse("a.b.c.d/8")).isEmpty();
  }
}
