package io.entasis.examples;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.portfolio.CashFlow;
import io.entasis.portfolio.Drawdown;
import io.entasis.portfolio.IndexPoint;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.portfolio.ReturnSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Keeps a portfolio of bitcoin and cash through a quarter, a snapshot an hour and one deposit, and draws what a unit of capital became and
 * how far it fell.
 *
 * <pre>
 * EquityDrawdown [FOLDER]
 * </pre>
 *
 * <p>The picture, {@code equity.png}, goes to {@code target/equity} or the given folder.
 */
public final class EquityDrawdown {

  private static final UUID USER = UUID.fromString("5a7e0000-0000-4000-8000-000000000001");
  private static final TimeRange QUARTER =
      TimeRange.between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 4, 1));
  private static final Instant DEPOSITED = Instant.parse("2024-02-15T10:00:00Z");
  private static final BigDecimal DEPOSIT = new BigDecimal("50000");
  private static final BigDecimal COINS = new BigDecimal("1.5");
  private static final BigDecimal CASH = new BigDecimal("20000");
  private static final double HOURS_A_YEAR = 8_760;

  private EquityDrawdown() {}

  /** With the folder, if another one is wanted. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target/equity" : args[0]));
    try (Database database = Database.open(Optional.empty())) {
      Entasis entasis = database.entasis();
      entasis.schema().migrate();
      keepPortfolio(entasis);
      ReturnSeries returns = entasis
          .portfolios()
          .of(USER)
          .during(QUARTER)
          .equityCurve()
          .returns(List.of(new CashFlow(DEPOSITED, DEPOSIT)));
      print(returns);
      draw(returns, folder.resolve("equity.png"));
      System.out.println("chart in " + folder);
    }
  }

  private static void keepPortfolio(Entasis entasis) {
    entasis
        .ticks()
        .saveAll(
            MarketSimulator.seeded(42).crypto().only("BTC-USDT").paced(0.001).during(QUARTER));
    List<Bar> hours = entasis.bars().of("BTC-USDT", BarSize.ofHours(1)).list();
    entasis.useTransaction(tx -> hours.forEach(hour -> tx.portfolios().save(snapshot(hour))));
    System.out.printf("%,d snapshots stored%n", entasis.portfolios().of(USER).count());
  }

  private static PortfolioSnapshot snapshot(Bar hour) {
    BigDecimal cash = hour.end().isBefore(DEPOSITED) ? CASH : CASH.add(DEPOSIT);
    return new PortfolioSnapshot(
        USER,
        hour.end(),
        List.of(
            Position.of("SPOT", COINS).symbol("BTC-USDT").currentPrice(hour.close()),
            Position.of("CASH", cash).currentPrice(BigDecimal.ONE)));
  }

  private static void print(ReturnSeries returns) {
    System.out.printf(
        "time-weighted return %.1f%%, volatility %.1f%% a year, value at risk %.2f%% an hour (95%%)%n",
        100 * returns.timeWeighted().orElseThrow(),
        100 * returns.volatility(HOURS_A_YEAR).orElseThrow(),
        100 * returns.valueAtRisk(0.95).orElseThrow());
    Drawdown deepest = returns.maxDrawdown().orElseThrow();
    System.out.printf(
        "deepest drawdown %.1f%% from %s to %s, recovered %s%n",
        100 * deepest.depth(),
        deepest.start(),
        deepest.trough(),
        deepest.recovery().map(Instant::toString).orElse("never"));
  }

  private static void draw(ReturnSeries returns, Path file) throws IOException {
    List<IndexPoint> index = returns.index();
    List<Date> times = index.stream().map(point -> Date.from(point.timestamp())).toList();
    XYChart value = chart(620, "value");
    value.setTitle("One unit of capital, the deposit taken out");
    value.getStyler().setYAxisDecimalPattern("0.00");
    value
        .addSeries("value", times, index.stream().map(IndexPoint::value).toList())
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Pencil.BLUE);
    XYChart drawdown = chart(330, "drawdown");
    drawdown.getStyler().setYAxisDecimalPattern("0%").setYAxisMax(0.0);
    XYSeries fall = drawdown.addSeries("drawdown", times, depths(index));
    fall.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    fall.setFillColor(Pencil.PALE_RED);
    fall.setMarker(SeriesMarkers.NONE).setLineColor(Pencil.RED);
    Pencil.save(file, List.of(value, drawdown));
  }

  private static XYChart chart(int height, String what) {
    XYChart chart =
        new XYChartBuilder().width(1_400).height(height).yAxisTitle(what).build();
    Pencil.sharpen(chart.getStyler());
    chart
        .getStyler()
        .setDatePattern("d MMM")
        .setTimezone(TimeZone.getTimeZone("UTC"))
        .setLegendVisible(false)
        .setYAxisLeftWidthHint(90)
        .setLocale(Locale.ENGLISH);
    return chart;
  }

  /** How far below its peak the value stood at each point. */
  private static List<Double> depths(List<IndexPoint> index) {
    double[] peak = {0};
    return index.stream()
        .map(point -> {
          peak[0] = Math.max(peak[0], point.value());
          return point.value() / peak[0] - 1;
        })
        .toList();
  }
}
