package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.fixture.ChainSimulator;
import io.entasis.option.AtTheMoney;
import io.entasis.option.ExpirySlice;
import io.entasis.option.OptionChain;
import io.entasis.option.Smile;
import io.entasis.option.SmilePoint;
import io.entasis.option.VolatilityGrid;
import io.entasis.option.VolatilitySurface;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * Stores a day of option chains, reads the chain as of an instant, and draws its smiles and its volatility surface.
 *
 * <pre>
 * ChainCharts [FOLDER]
 * </pre>
 *
 * <p>The pictures, {@code smile.png} and {@code surface.png}, go to {@code target/chain} or the given folder.
 */
public final class ChainCharts {

  private static final Instant NOON = Instant.parse("2024-01-31T12:00:00Z");
  private static final BigDecimal SPOT = new BigDecimal("42650.5");
  private static final String UNDERLYING = "BTC-USDT";
  private static final int WIDTH = 1_400;
  private static final int HEIGHT = 900;

  private ChainCharts() {}

  /** With the folder, if another one is wanted. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target/chain" : args[0]));
    try (Database database = Database.open(Optional.empty())) {
      Entasis entasis = database.entasis();
      entasis.schema().migrate();
      store(entasis);
      OptionChain chain = entasis
          .chains()
          .on(UNDERLYING)
          .asOf(NOON)
          .maxAge(Duration.ofMinutes(30))
          .get();
      System.out.println(chain);
      chain
          .termStructure(AtTheMoney.nearestToForward(SPOT))
          .points()
          .forEach(point -> System.out.printf(
              "%s  at the money %.1f%%%n", day(point.expiry()), 100 * point.volatility()));
      drawSmiles(chain, folder.resolve("smile.png"));
      drawSurface(chain, folder.resolve("surface.png"));
      System.out.println("charts in " + folder);
    }
  }

  /** A chain every quarter of an hour, the last one five minutes before noon. */
  private static void store(Entasis entasis) {
    ChainSimulator simulator = ChainSimulator.seeded(42).of(UNDERLYING);
    List<Instant> instants = IntStream.range(0, 16)
        .mapToObj(quarter -> NOON.minus(Duration.ofMinutes(5 + 15L * quarter)))
        .toList();
    System.out.printf(
        "%,d quotes stored%n",
        entasis
            .chains()
            .saveAll(instants.stream().flatMap(instant -> simulator.at(instant, SPOT).stream()))
            .accepted());
  }

  private static void drawSmiles(OptionChain chain, Path file) throws IOException {
    XYChart chart = new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Smiles of " + chain.underlying() + " as of " + chain.asOf())
        .xAxisTitle("strike")
        .yAxisTitle("implied volatility, %")
        .build();
    chart.getStyler().setMarkerSize(4);
    for (ExpirySlice slice : chain.slices()) {
      Smile smile = slice.smile(SPOT);
      chart.addSeries(
          day(slice.expiry()),
          smile.points().stream()
              .mapToDouble(point -> point.strike().doubleValue())
              .toArray(),
          smile.points().stream().mapToDouble(ChainCharts::percent).toArray());
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  private static void drawSurface(OptionChain chain, Path file) throws IOException {
    Map<Instant, BigDecimal> forwards = new HashMap<>();
    chain.expiries().forEach(expiry -> forwards.put(expiry, SPOT));
    VolatilitySurface surface = chain.surface(forwards);
    List<Instant> days = days(surface.expiries());
    List<Double> places =
        IntStream.rangeClosed(-20, 20).mapToObj(place -> place / 100.0).toList();
    HeatMapChart chart = new HeatMapChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Volatility of " + chain.underlying() + " as of " + chain.asOf() + ", %")
        .xAxisTitle("ln(strike / forward)")
        .yAxisTitle("expiry")
        .build();
    chart.addSeries(
        "volatility",
        places,
        days.stream().map(ChainCharts::day).toList(),
        cells(surface.grid(days, places)));
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  /** Cells without volatility stay empty. */
  private static List<Number[]> cells(VolatilityGrid grid) {
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < grid.rows().size(); row++) {
      for (int column = 0; column < grid.logMoneyness().size(); column++) {
        if (grid.at(row, column).isPresent()) {
          cells.add(new Number[] {column, row, 100 * grid.at(row, column).getAsDouble()});
        }
      }
    }
    return cells;
  }

  /** Every third day from the first expiry to the last. */
  private static List<Instant> days(List<Instant> expiries) {
    Instant last = expiries.get(expiries.size() - 1);
    List<Instant> days = new ArrayList<>();
    for (Instant day = expiries.get(0); !day.isAfter(last); day = day.plus(Duration.ofDays(3))) {
      days.add(day);
    }
    return days;
  }

  private static double percent(SmilePoint point) {
    return 100 * point.volatility();
  }

  private static String day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
  }
}
