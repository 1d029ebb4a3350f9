package io.entasis.benchmarks.prediction;

import io.entasis.benchmarks.race.Contender;
import io.entasis.benchmarks.race.Race;
import io.entasis.benchmarks.race.Standings;
import io.entasis.benchmarks.race.TextTable;
import io.entasis.benchmarks.setup.Bench;
import io.entasis.benchmarks.setup.Database;
import io.entasis.ingest.IngestOptions;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.ValueMeaning;
import io.entasis.tick.Tick;
import io.entasis.tick.TickReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** 100,000 predictions compared with the ticks of a month. */
public final class EvaluateRace {

  private static final int PREDICTIONS = 100_000;
  private static final int LOOPED = 2_000;
  private static final Duration HORIZON = Duration.ofHours(1);
  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final String MODEL = "walk";

  private EvaluateRace() {}

  /** Runs it and prints the table. */
  public static void run(Bench bench) throws Exception {
    try (Database database = new Database(bench.server())) {
      database.load(bench.tape().first(bench.arguments().history()));
      TickReader ticks = database.entasis().ticks();
      database
          .entasis()
          .predictions()
          .recordAll(predictions(ticks), IngestOptions.defaults().batchSize(PREDICTIONS));
      database.execute("vacuum analyze predictions");
      PredictionQuery question = database
          .entasis()
          .predictions()
          .by(MODEL)
          .ofType("return", ValueMeaning.RETURN)
          .maxPriceAge(OLDEST);
      race(bench, ticks, question);
    }
  }

  private static void race(Bench bench, TickReader ticks, PredictionQuery question)
      throws Exception {
    long expected = matured(question);
    List<Prediction> few = question.limit(LOOPED).list();
    long priced = matured(question.limit(LOOPED));
    Standings standings = Race.<Counted>of(bench.arguments().rounds(), Counted::check)
        .run(List.of(
            new Contender<>(
                "evaluate", () -> new Counted(question.evaluate(HORIZON).matured(), expected)),
            new Contender<>(
                "merge of two streams",
                () -> new Counted(Merge.count(ticks, question.list(), HORIZON, OLDEST), expected)),
            new Contender<>(
                "two queries a prediction, %,d of them".formatted(LOOPED),
                () -> new Counted(looped(ticks, few), priced))));
    TextTable table = new TextTable("way", "median ms", "min ms", "max ms");
    standings
        .all()
        .forEach(each -> table.row(Stream.of(
            each.name(),
            Standings.millis(each.median()),
            Standings.millis(each.min()),
            Standings.millis(each.max()))));
    bench.title(
        "%,d predictions against %,d ticks", PREDICTIONS, bench.arguments().history());
    bench.print(table);
  }

  /**
   * How many were scored, and how many should have been.
   *
   * @param found how many were
   * @param expected how many should have been
   */
  private record Counted(long found, long expected) {

    void check() {
      if (found != expected) {
        throw new IllegalStateException("scored " + found + " instead of " + expected);
      }
    }
  }

  private static long matured(PredictionQuery question) {
    try (Stream<EvaluatedPrediction> evaluated = question.evaluated(HORIZON)) {
      return evaluated.filter(each -> each.maturity() == Maturity.MATURED).count();
    }
  }

  private static long looped(TickReader ticks, List<Prediction> predictions) {
    return predictions.stream()
        .filter(each -> prevails(ticks, each, each.timestamp())
            && prevails(ticks, each, each.timestamp().plus(HORIZON)))
        .count();
  }

  private static boolean prevails(TickReader ticks, Prediction prediction, Instant at) {
    return ticks.of(prediction.symbol()).maxAge(OLDEST).findAsOf(at).isPresent();
  }

  /** Spread over all ticks: each is made at the time of one. */
  private static List<Prediction> predictions(TickReader shelf) {
    long every = Math.max(1, shelf.all().count() / PREDICTIONS);
    Random random = new Random(1);
    List<Prediction> predictions = new ArrayList<>();
    long[] row = {0};
    shelf.all().forEach(tick -> {
      if (row[0]++ % every == 0 && predictions.size() < PREDICTIONS) {
        predictions.add(prediction(tick, random));
      }
    });
    return predictions;
  }

  private static Prediction prediction(Tick tick, Random random) {
    return Prediction.of(
            MODEL,
            tick.symbol(),
            "return",
            BigDecimal.valueOf(random.nextInt(2_001) - 1_000L, 6),
            tick.timestamp())
        .confidence(BigDecimal.valueOf(random.nextInt(10_001), 4));
  }
}
