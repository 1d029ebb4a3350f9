package io.entasis.partition;

import io.entasis.market.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How much time a partition holds. All bounds are midnights in UTC, whatever time zone a session has. */
public enum PartitionSize {

  /** A calendar day, {@code market_data_y2024m01d15}. */
  DAY {
    @Override
    LocalDate startOf(LocalDate day) {
      return day;
    }

    @Override
    LocalDate after(LocalDate start) {
      return start.plusDays(1);
    }

    @Override
    String suffix(LocalDate start) {
      return format(
          "y%04dm%02dd%02d", start.getYear(), start.getMonthValue(), start.getDayOfMonth());
    }
  },

  /** An ISO week, from Monday, {@code market_data_y2024w05}; the year is that of its Thursday. */
  WEEK {
    @Override
    LocalDate startOf(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @Override
    LocalDate after(LocalDate start) {
      return start.plusWeeks(1);
    }

    @Override
    String suffix(LocalDate start) {
      return format(
          "y%04dw%02d",
          start.get(IsoFields.WEEK_BASED_YEAR), start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
  },

  /** A calendar month, {@code market_data_y2024m01}. */
  MONTH {
    @Override
    LocalDate startOf(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate after(LocalDate start) {
      return start.plusMonths(1);
    }

    @Override
    String suffix(LocalDate start) {
      return format("y%04dm%02d", start.getYear(), start.getMonthValue());
    }
  };

  abstract LocalDate startOf(LocalDate day);

  abstract LocalDate after(LocalDate start);

  abstract String suffix(LocalDate start);

  /** The period of this size that the instant belongs to. */
  public TimeRange periodAt(Instant instant) {
    LocalDate start = startOf(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    return TimeRange.between(start, after(start));
  }

  /** The name of the partition that holds the instant, for example {@code market_data_y2024m01}. */
  public String nameAt(String table, Instant instant) {
    return table + "_" + suffix(startOf(LocalDate.ofInstant(instant, ZoneOffset.UTC)));
  }

  private static String format(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }
}
