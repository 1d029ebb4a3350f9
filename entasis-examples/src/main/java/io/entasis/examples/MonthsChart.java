package io.entasis.examples;

import io.entasis.partition.PartitionInfo;
import io.entasis.partition.PartitionState;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Months side by side: what each takes up in the database, in the colour of its state, and in the archive. */
final class MonthsChart {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final double BYTES_A_KILOBYTE = 1_000;

  private MonthsChart() {}

  static void draw(List<PartitionInfo> months, Path file) throws IOException {
    CategoryChart database = chart("Months of ticks in the database", "kB", months);
    Arrays.stream(PartitionState.values())
        .filter(state -> months.stream().anyMatch(month -> month.state() == state))
        .forEach(state -> database
            .addSeries(
                state.name().toLowerCase(Locale.ROOT),
                names(months),
                months.stream()
                    .map(month -> month.state() == state ? kilobytes(month) : 0.0)
                    .toList())
            .setFillColor(colour(state)));
    CategoryChart archive = chart("and in the archive", "rows", months);
    archive
        .addSeries(
            "parquet", names(months), months.stream().map(MonthsChart::archived).toList())
        .setFillColor(Pencil.GREY);
    Pencil.save(file, List.of(database, archive));
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
      default -> Pencil.PALE_RED;
    };
  }
}
