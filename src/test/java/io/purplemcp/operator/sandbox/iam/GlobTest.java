package io.purplemcp.operator.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;

class GlobTest {
  @Example
  void aQuestionMarkIsExactlyOneCharacter() {
    assertThat(Glob.matches("secret-??????", "secret-AbCdEf")).isTrue();
    assertThat(Glob.matches("secret-??????", "secret-AbCdE")).isFalse();
  }

  @Property
  void aStarMatchesWhateverStandsInItsPlace(
      @ForAll @AlphaChars String before,
      @ForAll @AlphaChars String middle,
      @ForAll @AlphaChars String after) {
    assertThat(Glob.matches(before + "*" + after, before + middle + after)).isTrue();
    assertThat(Glob.matches(before + ":*" + after, before + middle + after)).isFalse();
  }

  @Property
  void aPatternWithoutWildcardsMatchesItselfAlone(
      @ForAll @AlphaChars String pattern, @ForAll @AlphaChars String text) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(pattern.equals(text));
  }
}
