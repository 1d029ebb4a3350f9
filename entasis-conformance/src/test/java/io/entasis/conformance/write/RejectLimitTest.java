package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EntasisTest
class RejectLimitTest {

  private static final Tick BLANK = new Tick(" ", "NYSE", NOON, BigDecimal.ONE, BigDecimal.ONE);
  private static final Tick NEGATIVE =
      new Tick("IBM", "NYSE", NOON, BigDecimal.ONE, BigDecimal.ONE.negate());

  private final Entasis entasis;
  private final TestDatabase database;

  RejectLimitTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void listsTheFirstRejectionsAndCountsAll() {
    List<Tick> source = new ArrayList<>(series(4));
    source.addAll(List.of(BLANK, NEGATIVE, BLANK, BLANK, NEGATIVE));

    IngestReport report =
        entasis.ticks().saveAll(source, IngestOptions.defaults().keptRejections(3));

    assertThat(report.rejected()).isEqualTo(5);
    assertThat(report.rejections())
        .containsExactly(
            new Rejection(5, RejectReason.NAME_BLANK, "symbol"),
            new Rejection(6, RejectReason.NEGATIVE, "volume"),
            new Rejection(7, RejectReason.NAME_BLANK, "symbol"));
    assertThat(report.reasons())
        .isEqualTo(Map.of(RejectReason.NAME_BLANK, 3L, RejectReason.NEGATIVE, 2L));
  }

  @Test
  void mayListNoRejectionAtAll() {
    IngestReport report =
        entasis.ticks().saveAll(List.of(BLANK), IngestOptions.defaults().keptRejections(0));

    assertThat(report.rejections()).isEmpty();
    assertThat(report.rejected()).isEqualTo(1);
  }

  @Test
  void asManyAsTheLimitAreLeftOut() {
    IngestReport report = entasis
        .ticks()
        .saveAll(
            List.of(BLANK, SampleTicks.tick(1), BLANK), IngestOptions.defaults().rejectLimit(2));

    assertThat(report.rejected()).isEqualTo(2);
    assertThat(Rows.count(database)).isEqualTo(1);
  }

  @Test
  void pastTheLimitNothingOfTheBatchIsStored() {
    List<Tick> source = new ArrayList<>(series(25));
    source.add(3, BLANK);
    source.add(24, NEGATIVE);
    IngestOptions options = IngestOptions.defaults().batchSize(10).rejectLimit(1);

    RejectLimitExceededException thrown = catchThrowableOfType(
        RejectLimitExceededException.class, () -> entasis.ticks().saveAll(source, options));

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(20));
    assertThat(thrown.report().accepted()).isEqualTo(20);
    assertThat(thrown.report().batches()).isEqualTo(2);
    assertThat(thrown.report().rejected()).isEqualTo(2);
    assertThat(thrown.report().rejections())
        .containsExactly(
            new Rejection(4, RejectReason.NAME_BLANK, "symbol"),
            new Rejection(25, RejectReason.NEGATIVE, "volume"));
    assertThat(thrown).hasMessageContaining("more than 1 ");
  }

  @Test
  void aLimitOfZeroMakesTheFirstOneFail() {
    RejectLimitExceededException thrown = catchThrowableOfType(
        RejectLimitExceededException.class,
        () -> entasis
            .ticks()
            .saveAll(
                List.of(SampleTicks.tick(1), BLANK), IngestOptions.defaults().rejectLimit(0)));

    assertThat(thrown.report().accepted()).isZero();
    assertThat(thrown.report().rejected()).isEqualTo(1);
    assertThat(Rows.count(database)).isZero();
    assertThat(Rows.partitions(database)).isEmpty();
  }

  @Test
  void insideATransactionNothingOfTheCallIsStored() {
    IngestOptions options = IngestOptions.defaults().batchSize(10).rejectLimit(0);
    List<Tick> source = new ArrayList<>(series(15));
    source.add(BLANK);

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(SampleTicks.tick(77));
      RejectLimitExceededException thrown = catchThrowableOfType(
          RejectLimitExceededException.class, () -> transaction.ticks().saveAll(source, options));
      assertThat(thrown.report().accepted()).isZero();
      assertThat(thrown.report().batches()).isZero();
    });

    assertThat(Rows.ticks(database)).containsExactly(SampleTicks.tick(77));
  }
}
