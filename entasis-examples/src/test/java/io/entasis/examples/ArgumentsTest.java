package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.bar.BarSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @Test
  void nothingGivenMeansFixturesHoursAndAnEmbeddedServer() throws UsageException {
    Arguments arguments = Arguments.parse();
    assertThat(arguments.ticks()).isEmpty();
    assertThat(arguments.bar()).isEqualTo(BarSize.ofHours(1));
    assertThat(arguments.out()).isEqualTo(Path.of("target/quickstart"));
    assertThat(arguments.login()).isEmpty();
  }

  @Test
  void everythingCanBeGivenInAnyOrder() throws UsageException {
    Arguments arguments = Arguments.parse(
        "--password",
        "p",
        "--bar",
        "5m",
        "--out",
        "o",
        "--user",
        "u",
        "--ticks",
        "t.csv",
        "--jdbc-url",
        "jdbc:postgresql://h/d?sslmode=disable");
    assertThat(arguments.ticks()).contains(Path.of("t.csv"));
    assertThat(arguments.bar()).isEqualTo(BarSize.ofMinutes(5));
    assertThat(arguments.out()).isEqualTo(Path.of("o"));
    assertThat(arguments.login()).get().satisfies(login -> {
      assertThat(login.url()).isEqualTo("jdbc:postgresql://h/d?sslmode=disable");
      assertThat(login.user()).contains("u");
      assertThat(login.password()).contains("p");
      assertThat(login).hasToString("jdbc:postgresql://h/d");
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --foo x                | unknown argument --foo
      more                   | unknown argument more
      --bar                  | --bar needs a value
      --ticks --bar 1h       | --ticks needs a value
      --bar 1h --bar 5m      | --bar is given twice
      --bar 1x               | bar size '1x'
      --bar 0m               | not between one second and one month
      --user me              | go with --jdbc-url
      --jdbc-url jdbc:h2:mem | not of the form jdbc:postgresql:
      """)
  void mistakesAreNamed(String line, String message) {
    assertThatThrownBy(() -> Arguments.parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
