package io.entasis.benchmarks.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entasis.benchmarks.setup.Arguments.Part;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void everythingRunsWhenNothingIsNamed() {
    Arguments arguments = Arguments.parse();

    assertThat(arguments.only()).containsExactly(Part.values());
    assertThat(arguments.rows()).isEqualTo(600_000);
  }

  @Test
  void whatIsGivenCounts() {
    Arguments arguments = Arguments.parse("--only", "read,write", "--rows", "10");

    assertThat(arguments.only()).containsExactly(Part.WRITE, Part.READ);
    assertThat(arguments.rows()).isEqualTo(10);
  }

  @Test
  void mistakesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--row", "10"))
        .withMessageContaining("row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--rows", "0"))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--rounds", "2", "all"))
        .withMessageContaining("all");
  }
}
