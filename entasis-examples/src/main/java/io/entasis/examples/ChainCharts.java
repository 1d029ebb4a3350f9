package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.fixture.ChainSimulator;
import io.entasis.option.AtTheMoney;
import io.entasis.option.ExpirySlice;
import io.entasis.option.OptionChain;
import io.entasis.option.SmilePoint;
import io.entasis.option.VolatilityGrid;
import io.entasis.option.VolatilitySurface;
import java.awt.Color;
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
import java.util.stream.Stream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

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
        .title("Smiles of " + chain.underlying() + ", " + chain.asOf())
        .xAxisTitle("strike")
        .yAxisTitle("implied volatility, % a year")
        .build();
    Pencil.sharpen(chart.getStyler());
    chart
        .getStyler()
        .setXAxisDecimalPattern("#,##0")
        .setYAxisDecimalPattern("0")
        .setLegendPosition(LegendPosition.InsideNE);
    List<ExpirySlice> slices = chain.slices();
    for (int i = 0; i < slices.size(); i++) {
      List<SmilePoint> points = slices.get(i).smile(SPOT).points();
      chart
          .addSeries(
              day(slices.get(i).expiry()),
              points.stream().mapToDouble(point -> point.strike().doubleValue()).toArray(),
              points.stream().mapToDouble(point -> 100 * point.volatility()).toArray())
          .setMarker(SeriesMarkers.NONE)
          .setLineColor(colour((double) i / (slices.size() - 1)));
    }
    Pencil.save(file, List.of(chart));
  }

  private static void drawSurface(OptionChain chain, Path file) throws IOException {
    Map<Instant, BigDecimal> forwards = new HashMap<>();
    chain.expiries().forEach(expiry -> forwards.put(expiry, SPOT));
    VolatilitySurface surface = chain.surface(forwards);
    List<Instant> days = days(surface.expiries());
    List<Double> places =
        IntStream.rangeClosed(-10, 10).mapToObj(each -> each / 50.0).toList();
    List<Number[]> cells = cells(surface.grid(days, places));
    HeatMapChart chart = new HeatMapChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Volatility of " + chain.underlying() + ", % a year, " + chain.asOf())
        .xAxisTitle("ln(strike / forward)")
        .yAxisTitle("expiry")
        .build();
    Pencil.sharpen(chart.getStyler());
    chart
        .getStyler()
        .setRangeColors(IntStream.rangeClosed(0, 20)
            .mapToObj(shade -> colour(shade / 20.0))
            .toArray(Color[]::new))
        .setMin(Math.floor(
            cells.stream().mapToDouble(cell -> cell[2].doubleValue()).min().orElseThrow()))
        .setMax(Math.ceil(
            cells.stream().mapToDouble(cell -> cell[2].doubleValue()).max().orElseThrow()))
        .setXAxisMaxLabelCount(Math.max(places.size(), days.size()))
        .setXAxisDecimalPattern("0.00")
        .setPlotGridLinesVisible(false);
    chart.addSeries("volatility", places, days.stream().map(ChainCharts::day).toList(), cells);
    Pencil.save(file, List.of(chart));
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

  /** Every fourth day from the first expiry to the last. */
  private static List<Instant> days(List<Instant> expiries) {
    Instant last = expiries.get(expiries.size() - 1);
    return Stream.iterate(
            expiries.get(0), day -> !day.isAfter(last), day -> day.plus(Duration.ofDays(4)))
        .toList();
  }

  /** From yellow over green to dark blue, the darker the nearer to 1. */
  private static Color colour(double share) {
    return Color.getHSBColor(
        (float) (0.14 + 0.52 * share), (float) (0.75 + 0.1 * share), (float) (0.95 - 0.5 * share));
  }

  private static String day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
  }
}
