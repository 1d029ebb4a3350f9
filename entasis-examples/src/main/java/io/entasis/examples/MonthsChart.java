package io.entasis.examples;

import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionState;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Months side by side: what each takes up in the database and in the archive, in the colour of its state. */
final class MonthsChart {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final double BYTES_A_KILOBYTE = 1_000;

  private MonthsChart() {}

  static void draw(List<PartitionInfo> months, Path file) throws IOException {
    CategoryChart database = chart("Months of ticks in the database", "kB", months);
    addStates(database, months, MonthsChart::kilobytes);
    CategoryChart archive = chart("and in the archive", "rows", months);
    addStates(archive, months, MonthsChart::archived);
    Pencil.save(file, List.of(database, archive));
  }

  /** A series for each state that has something to show. */
  private static void addStates(
      CategoryChart chart, List<PartitionInfo> months, ToDoubleFunction<PartitionInfo> height) {
    for (PartitionState state : PartitionState.values()) {
      List<Double> heights = months.stream()
          .map(month -> month.state() == state ? height.applyAsDouble(month) : 0.0)
          .toList();
      if (heights.stream().anyMatch(shown -> shown > 0)) {
        chart
            .addSeries(state.name().toLowerCase(Locale.ROOT), names(months), heights)
            .setFillColor(colour(state));
      }
    }
  }

  private static CategoryChart chart(String title, String unit, List<PartitionInfo> months) {
    CategoryChart chart = new CategoryChartBuilder()
        .width(Math.max(1_400, 50 * months.size()))
        .height(480)
        .title(title)
        .yAxisTitle(unit)
        .build();
    Pencil.sharpen(chart.getStyler());
    chart.getStyler().setOverlapped(true).setXAxisLabelRotation(45);
    chart.getStyler().setYAxisDecimalPattern("#,##0").setYAxisLeftWidthHint(90);
    return chart;
  }

  private static List<String> names(List<PartitionInfo> months) {
    return months.stream().map(month -> MONTH.format(month.range().from())).toList();
  }

  private static double kilobytes(PartitionInfo month) {
    return month.storage().bytes() / BYTES_A_KILOBYTE;
  }

  private static double archived(PartitionInfo month) {
    return month.archive().map(copy -> (double) copy.content().rows()).orElse(0.0);
  }

  private static Color colour(PartitionState state) {
    return switch (state) {
      case ATTACHED -> Pencil.BLUE;
      case SEALED, ARCHIVED -> Pencil.RED;
      case DROPPED -> Pencil.GREY;
      default -> Pencil.PALE_RED;
    };
  }
}
