package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.ValueMeaning;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does to score predictions and to join as of: a few statements, whatever the number of rows. */
@EntasisTest
class PredictionScanTest {

  private static final Instant START = Instant.parse("2024-03-02T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PREDICTIONS = 3_000;
  private static final Instant BEGIN = Instant.parse("2024-02-01T00:00:00Z");
  private static final int MANY = 60_000;

  private final Hidden recording;
  private final Entasis entasis;
  private final Connection connection;

  PredictionScanTest(TestDatabase database) throws SQLException {
    recording = new Hidden(database.dataSource());
    entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(recording.dataSource())
        .open();
    connection = database.connect();
  }

  @BeforeEach
  void fill(TestDatabase database) {
    List<Tick> ticks = new ArrayList<>();
    for (int month = 1; month <= 6; month++) {
      ticks.add(tick("IBM", "2024-0" + month + "-20T00:00:00Z", "1"));
    }
    IntStream.range(0, 2_000)
        .mapToObj(i -> tick("IBM", START.plusSeconds(600L * i).toString(), "" + (100 + i % 7)))
        .forEach(ticks::add);
    try (Entasis writer = database.entasis().open()) {
      Sample.store(writer, ticks);
      writer
          .predictions()
          .recordAll(IntStream.range(0, PREDICTIONS)
              .mapToObj(i -> Prediction.of(
                  i % 2 == 0 ? "tree" : "lstm-7",
                  "IBM",
                  "return",
                  BigDecimal.ONE,
                  START.plusSeconds(300L * i))));
    }
    database.execute("analyze market_data");
    database.execute("analyze predictions");
  }

  @AfterEach
  void close() throws SQLException {
    entasis.close();
    connection.close();
  }

  @Test
  void scoringIsOneStatementWhoseProbesStayInTheirMonth() throws SQLException {
    recording.clear();
    PredictionScore score = entasis
        .predictions()
        .all()
        .ofType("return", ValueMeaning.RETURN)
        .maxPriceAge(HOUR)
        .evaluate(HOUR);

    assertThat(score.matured()).isEqualTo(PREDICTIONS);
    List<Hidden.Run> questions = recording.runs().stream()
        .filter(run -> run.sql().contains("predictions"))
        .toList();
    assertThat(questions).hasSize(1);
    List<String> plan = Plans.executed(connection, questions.get(0));
    assertThat(Plans.partitions(plan)).containsExactly("market_data_y2024m03");
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on market_data"));
  }

  @Test
  void theLatestPredictionIsFoundByItsIndex() throws SQLException {
    recording.clear();
    entasis.predictions().by("tree").about("IBM").findLatest();
    entasis.predictions().all().latestPerModelAndSymbol();
    entasis.predictions().all().latestPerSymbol();
    entasis.predictions().all().models();
    entasis.predictions().by("tree").findLatest();
    entasis.predictions().by("tree").about("IBM", "BTC-USDT").latestPerModelAndSymbol();

    assertThat(recording.runs()).hasSize(6);
    for (Hidden.Run run : recording.runs()) {
      assertThat(Plans.of(connection, run))
          .as("%s", run.sql())
          .noneMatch(line -> line.contains("Seq Scan on predictions"))
          .anyMatch(line -> line.contains("idx_predictions_"));
    }
  }

  @Test
  void theLatestPredictionOfAModelIsOneProbe(TestDatabase database) throws SQLException {
    fillMany(database);
    recording.clear();
    assertThat(entasis.predictions().by("seldom").findLatest()).isPresent();

    assertThat(Plans.pages(connection, recording.runs().get(0))).isLessThan(20);
  }

  @Test
  void pairsThatDoNotMeetTheQuestionAreNotReadThrough(TestDatabase database) throws SQLException {
    fillMany(database);
    PredictionQuery recent = entasis.predictions().all().since(BEGIN.plusSeconds(MANY / 2 + 1));
    recording.clear();
    assertThat(recent.latestPerModelAndSymbol())
        .extracting(Prediction::modelId)
        .containsExactly("lstm-7", "new", "tree");
    assertThat(recent.latestPerSymbol()).containsOnlyKeys("IBM");
    assertThat(recent.models()).containsExactly("lstm-7", "new", "tree");
    assertThat(recent.symbols()).containsExactly("IBM");

    assertThat(recording.runs()).hasSize(4);
    for (Hidden.Run run : recording.runs()) {
      assertThat(Plans.pages(connection, run)).as("%s", run.sql()).isLessThan(100);
    }
  }

  /** A few of a model that predicts seldom, then the long history of one that has ended, then that of a new one. */
  private static void fillMany(TestDatabase database) {
    database.execute(
        "insert into predictions (model_id, symbol, prediction_type, predicted_value, timestamp)"
            + " select case when i < 10 then 'seldom' when i <= " + MANY / 2
            + " then 'ended' else 'new' end,"
            + " case when i <= " + MANY / 2 + " then 'AAPL' else 'IBM' end, 'return', 1,"
            + " timestamptz '" + BEGIN + "' + i * interval '1 second'"
            + " from generate_series(1, " + MANY + ") i");
    // All rows are sampled, and no page is left out because somebody else looks at the database
    // meanwhile.
    database.execute("alter table predictions alter model_id set statistics 300");
    await().atMost(Duration.ofMinutes(1)).until(() -> {
      database.execute("vacuum analyze predictions");
      return database
          .query(
              "select from pg_class where oid = 'predictions'::regclass and relallvisible < relpages")
          .isEmpty();
    });
  }

  @Test
  void aJoinAsksForTenThousandRowsAtOnce() throws SQLException {
    recording.clear();
    try (Stream<AsOfMatch<Integer, Tick>> matches = entasis
        .ticks()
        .all()
        .joinAsOf(
            IntStream.range(0, 25_000).boxed(),
            i -> "IBM",
            i -> START.plusSeconds(40L * i),
            AsOfRule.atOrBefore(HOUR))) {
      assertThat(matches.filter(match -> match.right().isPresent()).count()).isEqualTo(25_000);
    }

    assertThat(recording.runs()).hasSize(3);
    List<String> plan = Plans.executed(connection, recording.runs().get(0));
    assertThat(Plans.partitions(plan)).containsExactly("market_data_y2024m03");
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on market_data"));
  }
}
