package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.prediction.CalibrationBin;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.ValueMeaning;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lets a simple model predict the next quarter of an hour from every minute of some ticks, scores it against what happened, and draws whether
 * its confidence can be believed.
 *
 * <pre>
 * ModelCalibration [FOLDER [TICKS]]
 * </pre>
 *
 * <p>The picture, {@code calibration.png}, goes to {@code target/calibration} or the given folder. TICKS is a CSV file or a folder of them, as
 * for the quick start; without it ticks are made up.
 */
public final class ModelCalibration {

  private static final String MODEL = "reversion-1";
  private static final String TYPE = "direction";
  private static final Duration HORIZON = Duration.ofMinutes(15);
  private static final int DECIMALS = 4;

  private ModelCalibration() {}

  /** With the folder and the ticks, if others are wanted. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Path folder =
        Files.createDirectories(Path.of(args.length == 0 ? "target/calibration" : args[0]));
    List<TickSource> ticks =
        args.length < 2 ? List.of(new FixtureTicks()) : TickFiles.at(Path.of(args[1]));
    try (Database database = Database.open(Optional.empty())) {
      Entasis entasis = database.entasis();
      entasis.schema().migrate();
      new TickLoad(entasis.ticks(), System.out, Clock.systemUTC()).load(ticks);
      predict(entasis);
      PredictionScore score = entasis
          .predictions()
          .by(MODEL)
          .ofType(TYPE, ValueMeaning.DIRECTION)
          .maxPriceAge(Duration.ofMinutes(5))
          .evaluate(HORIZON);
      System.out.println(score);
      draw(score, folder.resolve("calibration.png"));
      System.out.println("chart in " + folder);
    }
  }

  /** After each minute: the price turns back, the surer the farther it went. */
  private static void predict(Entasis entasis) {
    List<Prediction> predictions = new ArrayList<>();
    for (String symbol : entasis.ticks().all().symbols()) {
      entasis.bars().of(symbol, BarSize.ofMinutes(1)).forEach(bar -> predictions.add(after(bar)));
    }
    System.out.printf(
        "%,d predictions recorded%n",
        entasis.predictions().recordAll(predictions).accepted());
  }

  private static Prediction after(Bar bar) {
    BigDecimal move = bar.close().subtract(bar.open());
    double share = Math.abs(move.doubleValue()) / bar.open().doubleValue();
    BigDecimal confidence = BigDecimal.valueOf(0.5 + 0.5 * (1 - StrictMath.exp(-share * 400)))
        .setScale(DECIMALS, RoundingMode.HALF_UP);
    return Prediction.of(MODEL, bar.symbol(), TYPE, BigDecimal.valueOf(-move.signum()), bar.end())
        .confidence(confidence);
  }

  private static void draw(PredictionScore score, Path file) throws IOException {
    XYChart chart = new XYChartBuilder()
        .width(1_100)
        .height(1_000)
        .title("Calibration of " + MODEL + ", " + score.calibration().count() + " predictions")
        .xAxisTitle("mean confidence")
        .yAxisTitle("share of hits")
        .build();
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart
        .addSeries("believable", new double[] {0, 1}, new double[] {0, 1})
        .setMarker(SeriesMarkers.NONE);
    List<CalibrationBin> bins =
        score.calibration().bins().stream().filter(bin -> bin.count() > 0).toList();
    chart
        .addSeries(
            MODEL,
            bins.stream().mapToDouble(bin -> bin.meanConfidence().orElseThrow()).toArray(),
            bins.stream().mapToDouble(bin -> bin.hitRate().orElseThrow()).toArray())
        .setMarker(SeriesMarkers.CIRCLE);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
