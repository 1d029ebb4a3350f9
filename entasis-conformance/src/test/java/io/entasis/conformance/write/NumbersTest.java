package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
@TestInstance(Lifecycle.PER_CLASS)
class NumbersTest {

  private static final List<String> EDGES = List.of(
      "999999999999.99999999",
      "-999999999999.99999999",
      "0.00000001",
      "-0.00000001",
      "0",
      "1E+11",
      "9.99E+11",
      "-1E+11",
      "1E-8",
      "10000",
      "9999.9999",
      "10000.0001",
      "100000000",
      "99999999.99999999",
      "0.0001",
      "0.00010000",
      "100000000000.00000001",
      "92233720368.54775807",
      "92233720368.54775808",
      "123456789012.1",
      "1.00000000000000000000000000000000000000000",
      "0E+3",
      "0E-40",
      "0E+30");

  private final Entasis entasis;
  private final TestDatabase database;

  NumbersTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.execute("truncate market_data");
  }

  @Test
  void theLimitsOfTheColumnArriveExactly() {
    List<Tick> given = EDGES.stream().map(NumbersTest::tick).toList();

    assertThat(entasis.ticks().saveAll(given).rejections()).isEmpty();

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(given);
    assertThat(entasis.ticks().all().list()).containsExactlyElementsOf(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999999.99999999",
        "-999999999999.99999999",
        "0.00000001",
        "1E+11",
        "1E-8",
        "0E+3",
        "0E-40",
        "1.00000000000000000000000000000000000000000"
      })
  void theLimitsOfTheColumnArriveExactlyOneByOne(String number) {
    entasis.ticks().save(tick(number));

    assertThat(Rows.ticks(database)).containsExactly(tick(number));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomNumbersArriveExactly(long seed) {
    Random random = new Random(seed);
    List<Tick> given = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      BigInteger unscaled = new BigInteger(random.nextInt(1, 66), random);
      int zeros = random.nextInt(30);
      given.add(tick(new BigDecimal(unscaled, 8).setScale(8 + zeros)));
    }

    assertThat(entasis.ticks().saveAll(given).accepted()).isEqualTo(2_000);

    assertThat(Rows.ticks(database)).as("seed %d", seed).containsExactlyElementsOf(given);
  }

  private static Tick tick(String number) {
    return tick(new BigDecimal(number));
  }

  private static Tick tick(BigDecimal number) {
    return new Tick("IBM", "NYSE", NOON, number, number.abs());
  }
}
