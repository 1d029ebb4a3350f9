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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
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

  /** The hit rate by confidence, over how many predictions had that confidence. */
  private static void draw(PredictionScore score, Path file) throws IOException {
    List<CalibrationBin> bins =
        score.calibration().bins().stream().filter(bin -> bin.from() >= 0.5).toList();
    XYChart rates = rates(bins.stream().filter(bin -> bin.count() > 0).toList());
    rates.setTitle(String.format(
        Locale.ROOT,
        "Calibration of %s, %,d predictions",
        MODEL,
        score.calibration().count()));
    Pencil.save(file, List.of(rates, counts(bins)));
  }

  private static XYChart rates(List<CalibrationBin> bins) {
    double[] hits =
        bins.stream().mapToDouble(bin -> bin.hitRate().orElseThrow()).toArray();
    XYChart chart = chart(800, "share of hits");
    double lowest = Math.floor(10 * DoubleStream.of(hits).min().orElse(0)) / 10;
    chart.getStyler().setYAxisMin(Math.min(0.4, lowest)).setYAxisMax(1.0);
    chart.getStyler().setYAxisDecimalPattern("0.00").setLegendPosition(LegendPosition.InsideNW);
    chart
        .addSeries("as believable as can be", new double[] {0.5, 1}, new double[] {0.5, 1})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Pencil.GREY);
    chart
        .addSeries(
            MODEL,
            bins.stream().mapToDouble(bin -> bin.meanConfidence().orElseThrow()).toArray(),
            hits)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(Pencil.BLUE)
        .setLineColor(Pencil.BLUE);
    return chart;
  }

  private static XYChart counts(List<CalibrationBin> bins) {
    XYChart chart = chart(300, "predictions");
    chart.setXAxisTitle("confidence");
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("#,##0").setLegendVisible(false);
    CalibrationBin last = bins.get(bins.size() - 1);
    XYSeries series = chart.addSeries(
        MODEL,
        DoubleStream.concat(
                bins.stream().mapToDouble(CalibrationBin::from), DoubleStream.of(last.to()))
            .toArray(),
        DoubleStream.concat(
                bins.stream().mapToDouble(CalibrationBin::count),
                DoubleStream.of((double) last.count()))
            .toArray());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    series.setFillColor(Pencil.PALE_GREY);
    series.setMarker(SeriesMarkers.NONE).setLineColor(Pencil.GREY);
    return chart;
  }

  private static XYChart chart(int height, String what) {
    XYChart chart =
        new XYChartBuilder().width(1_100).height(height).yAxisTitle(what).build();
    Pencil.sharpen(chart.getStyler());
    chart
        .getStyler()
        .setXAxisMin(0.5)
        .setXAxisMax(1.0)
        .setXAxisDecimalPattern("0.00")
        .setYAxisLeftWidthHint(90);
    return chart;
  }
}
