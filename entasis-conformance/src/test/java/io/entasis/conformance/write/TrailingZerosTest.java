package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zeros at the end say nothing, so a number is storable however many it has: 20,000 are more than PostgreSQL takes itself. */
@EntasisTest
class TrailingZerosTest {

  private final Entasis entasis;
  private final TestDatabase database;

  TrailingZerosTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 500, 20_000})
  void anyNumberOfThemIsFineInABatch(int zeros) {
    List<Tick> given = ticks(zeros);

    assertThat(entasis.ticks().saveAll(given).accepted()).isEqualTo(given.size());

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(given);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 500, 20_000})
  void anyNumberOfThemIsFineInOneTick(int zeros) {
    ticks(zeros).forEach(entasis.ticks()::save);

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(ticks(zeros));
  }

  private static List<Tick> ticks(int zeros) {
    return List.of(
        tick(new BigDecimal("1.5").setScale(zeros)),
        tick(new BigDecimal("999999999999.99999999").setScale(zeros)),
        tick(BigDecimal.ZERO.setScale(zeros)));
  }

  private static Tick tick(BigDecimal number) {
    return new Tick("IBM", "NYSE", NOON, number, number);
  }
}
