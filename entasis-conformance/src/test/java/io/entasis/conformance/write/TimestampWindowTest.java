package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
class TimestampWindowTest {

  private static final Duration MICRO = Duration.ofNanos(1_000);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = NOON;

  private final TestDatabase database;
  private final Entasis entasis;

  TimestampWindowTest(TestDatabase database) {
    this.database = database;
    this.entasis = database.entasis().clock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void reachesFrom1970ToADayAfterNow() {
    Instant first = Instant.EPOCH;
    Instant last = NOW.plus(DAY);

    IngestReport report = entasis
        .ticks()
        .saveAll(
            List.of(at(first.minus(MICRO), 1), at(first, 2), at(last, 3), at(last.plus(MICRO), 4)));

    assertThat(report.rejections())
        .containsExactly(
            new Rejection(1, RejectReason.TOO_EARLY, "timestamp"),
            new Rejection(4, RejectReason.TOO_LATE, "timestamp"));
    assertThat(Rows.ticks(database)).containsExactly(at(first, 2), at(last, 3));
    assertThat(report.partitionsCreated())
        .containsExactly("market_data_y1970m01", "market_data_y2024m01");
  }

  @Test
  void itsEdgesCanBeSet() {
    Instant first = NOW.minus(DAY);
    Instant last = NOW.plus(Duration.ofHours(1));
    IngestOptions options = IngestOptions.defaults().earliest(first).ahead(Duration.ofHours(1));

    IngestReport report = entasis
        .ticks()
        .saveAll(
            List.of(at(first.minus(MICRO), 1), at(first, 2), at(last, 3), at(last.plus(MICRO), 4)),
            options);

    assertThat(report.reasons().keySet())
        .containsExactly(RejectReason.TOO_EARLY, RejectReason.TOO_LATE);
    assertThat(Rows.ticks(database)).containsExactly(at(first, 2), at(last, 3));
  }

  @Test
  void mayAllowNothingAheadOfNow() {
    IngestOptions options = IngestOptions.defaults().ahead(Duration.ZERO);

    IngestReport report =
        entasis.ticks().saveAll(List.of(at(NOW, 1), at(NOW.plus(MICRO), 2)), options);

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(1);
  }

  @Test
  void mayReachBackBefore1970() {
    Tick old = at(Instant.parse("1969-12-31T23:59:59.999999Z"), 1);
    IngestOptions options =
        IngestOptions.defaults().earliest(Instant.parse("1815-06-18T00:00:00Z"));

    IngestReport report = entasis.ticks().saveAll(List.of(old), options);

    assertThat(report.partitionsCreated()).containsExactly("market_data_y1969m12");
    assertThat(Rows.ticks(database)).containsExactly(old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void timestampsFarOutsideAreRejectedLikeOthers(String timestamp) {
    IngestReport report =
        entasis.ticks().saveAll(List.of(at(Instant.parse(timestamp), 1), at(NOW, 2)));

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(Rows.ticks(database)).containsExactly(at(NOW, 2));
  }

  @Test
  void nanosecondsAreCutOff() {
    Map<Instant, Instant> storedByGiven = Map.of(
        Instant.parse("2023-12-31T23:59:59.999999999Z"),
        Instant.parse("2023-12-31T23:59:59.999999Z"),
        Instant.parse("2024-01-01T00:00:59.9999999Z"),
        Instant.parse("2024-01-01T00:00:59.999999Z"),
        Instant.parse("2024-01-01T00:00:00.000000999Z"),
        Instant.parse("2024-01-01T00:00:00Z"),
        Instant.parse("1970-01-01T00:00:00.000001999Z"),
        Instant.parse("1970-01-01T00:00:00.000001Z"));
    storedByGiven.forEach((given, stored) -> {
      database.execute("truncate market_data");
      entasis.ticks().saveAll(List.of(at(given, 1)));
      entasis.ticks().save(at(given, 2));

      assertThat(database.query("select distinct timestamp at time zone 'UTC' from market_data"))
          .singleElement()
          .satisfies(
              text -> assertThat(Instant.parse(text.replace(' ', 'T') + "Z")).isEqualTo(stored));
    });
  }
}
