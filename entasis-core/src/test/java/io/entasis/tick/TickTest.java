package io.entasis.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ticks that say the same are equal; columns are as long as each other. */
class TickTest {

  private static final Instant AT = Instant.parse("2024-03-01T10:00:00.123456789Z");

  @Test
  void theScaleOfANumberDoesNotCount() {
    Tick one = tick("185.5", "100");
    Tick other = tick("185.50000000", "1E+2");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(tick("0", "0.00"))
        .isEqualTo(tick("0E+5", "-0"))
        .hasSameHashCodeAs(tick("0E+5", "-0"));
  }

  @Test
  void everyFieldCounts() {
    Tick tick = tick("1", "2");
    List<Tick> others = List.of(
        tick("1.00000001", "2"),
        tick("1", "-2"),
        new Tick("AIG", "P", AT, BigDecimal.ONE, BigDecimal.valueOf(2)),
        new Tick("IBM", "Q", AT, BigDecimal.ONE, BigDecimal.valueOf(2)),
        new Tick("IBM", "P", AT.plusNanos(1_000), BigDecimal.ONE, BigDecimal.valueOf(2)));

    assertThat(others).allSatisfy(other -> assertThat(other).isNotEqualTo(tick));
    assertThat(tick).isNotEqualTo("IBM").isNotEqualTo(null);
  }

  @Test
  void timesAreCutToMicroseconds() {
    assertThat(tick("1", "1").timestamp()).isEqualTo("2024-03-01T10:00:00.123456Z");
    assertThat(new Tick(
                "X",
                "P",
                Instant.parse("1969-12-31T23:59:59.9999999Z"),
                BigDecimal.ONE,
                BigDecimal.ONE)
            .timestamp())
        .isEqualTo("1969-12-31T23:59:59.999999Z");
  }

  /** A feed can be broken; it is the report of saveAll that says so. */
  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  void itMayLackEverything() {
    Tick nothing = new Tick(null, null, null, null, null);

    assertThat(nothing)
        .isEqualTo(new Tick(null, null, null, null, null))
        .hasSameHashCodeAs(new Tick(null, null, null, null, null))
        .isNotEqualTo(tick("1", "1"));
    assertThat(tick("1", "1")).isNotEqualTo(nothing);
    assertThat(nothing.toString()).contains("null");
  }

  @Test
  void columnsGiveTheirRowsAsTicks() {
    TextColumn symbols = new TextColumn(List.of("IBM", "AIG"), new int[] {0, 1}, 2);
    TextColumn exchanges = new TextColumn(List.of("P"), new int[] {0, 0}, 2);
    TickColumns columns = new TickColumns(
        symbols, exchanges, new long[] {0, -1}, new long[] {18_550_000_000L, -1}, new long[] {
          100_000_000L, 0
        });

    assertThat(columns.size()).isEqualTo(2);
    assertThat(columns.tickAt(0))
        .isEqualTo(new Tick("IBM", "P", Instant.EPOCH, new BigDecimal("185.5"), BigDecimal.ONE));
    assertThat(columns.tickAt(1).timestamp()).isEqualTo("1969-12-31T23:59:59.999999Z");
    assertThat(columns.priceAt(1)).isEqualTo(new BigDecimal("-0.00000001"));
    assertThat(columns.volumeAt(1)).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void columnsOfDifferentLengthsAreRefused() {
    TextColumn one = new TextColumn(List.of("A"), new int[] {0}, 1);
    TextColumn two = new TextColumn(List.of("A"), new int[] {0, 0}, 2);
    long[] single = {1};

    assertThatThrownBy(() -> new TickColumns(two, one, single, single, single))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new TickColumns(one, two, single, single, single))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new TickColumns(one, one, new long[2], single, single))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new TickColumns(one, one, single, new long[2], single))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new TickColumns(one, one, single, single, new long[0]))
        .isInstanceOf(InvalidInputException.class);
  }

  private static Tick tick(String price, String volume) {
    return new Tick("IBM", "P", AT, new BigDecimal(price), new BigDecimal(volume));
  }
}
