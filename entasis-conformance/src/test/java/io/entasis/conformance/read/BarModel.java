package io.entasis.conformance.read;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarState;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Bars as plain Java computes them, tick by tick: what the library is compared with.
 *
 * @param size length of a bar
 * @param zone clock that bars are aligned to
 * @param origin local start of some bar
 */
record BarModel(BarSize size, ZoneId zone, LocalDateTime origin) {

  static final LocalDateTime MONDAY = LocalDateTime.of(2000, 1, 3, 0, 0);

  /** First instant of a bar and first instant after it. */
  record Bucket(Instant start, Instant end) {}

  static BarModel of(BarSize size) {
    return new BarModel(size, ZoneOffset.UTC, MONDAY);
  }

  /** The bars of the ticks, which are given in the order of their arrival: by symbol and start. */
  List<Bar> bars(List<Tick> arrived) {
    return bars(arrived, instant -> Optional.of(bucketOf(instant)));
  }

  /** The bars of the ticks that fall into a bucket. */
  static List<Bar> bars(List<Tick> arrived, Function<Instant, Optional<Bucket>> buckets) {
    List<Tick> ordered = new ArrayList<>(arrived);
    ordered.sort(Comparator.comparing(Tick::timestamp));
    Map<String, Map<Bucket, List<Tick>>> groups = new TreeMap<>();
    for (Tick tick : ordered) {
      buckets
          .apply(tick.timestamp())
          .ifPresent(bucket -> groups
              .computeIfAbsent(
                  tick.symbol(), symbol -> new TreeMap<>(Comparator.comparing(Bucket::start)))
              .computeIfAbsent(bucket, start -> new ArrayList<>())
              .add(tick));
    }
    return groups.values().stream()
        .flatMap(bySymbol -> bySymbol.entrySet().stream())
        .map(entry -> bar(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The bucket that an instant falls into. */
  Bucket bucketOf(Instant instant) {
    if (size.equals(BarSize.ofMonth())) {
      return monthOf(instant);
    }
    Duration length = size.toDuration();
    if (zone.getRules().isFixedOffset()) {
      return steps(local(origin), length, instant);
    }
    if (length.compareTo(Duration.ofDays(1)) >= 0) {
      return daysOf(instant, length.toDays());
    }
    Bucket day = daysOf(instant, 1);
    Bucket step = steps(day.start(), length, instant);
    return new Bucket(step.start(), step.end().isBefore(day.end()) ? step.end() : day.end());
  }

  /** The bar of ticks in total order. */
  static Bar bar(Bucket bucket, List<Tick> ticks) {
    BigDecimal high = ticks.get(0).price();
    BigDecimal low = high;
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    for (Tick tick : ticks) {
      high = high.max(tick.price());
      low = low.min(tick.price());
      volume = volume.add(tick.volume());
      notional = notional.add(tick.price().multiply(tick.volume()));
    }
    return new Bar(
        ticks.get(0).symbol(),
        bucket.start(),
        bucket.end(),
        plain(ticks.get(0).price()),
        plain(high),
        plain(low),
        plain(ticks.get(ticks.size() - 1).price()),
        plain(volume),
        plain(notional),
        ticks.size(),
        Optional.of(ticks.get(0).timestamp()),
        Optional.of(ticks.get(ticks.size() - 1).timestamp()),
        BarState.FINAL);
  }

  private static Bucket steps(Instant anchor, Duration length, Instant instant) {
    long micros = ChronoUnit.MICROS.between(anchor, instant);
    long step = Math.floorDiv(micros, length.toSeconds() * 1_000_000);
    Instant start = anchor.plus(length.multipliedBy(step));
    return new Bucket(start, start.plus(length));
  }

  /** Local days are counted from the origin; the search begins late enough and goes back. */
  private Bucket daysOf(Instant instant, long days) {
    LocalDate base = origin.toLocalDate();
    LocalDate date = instant.atZone(zone).toLocalDate();
    long number = Math.floorDiv(ChronoUnit.DAYS.between(base, date), days) + 2;
    while (dayStart(base.plusDays(number * days)).isAfter(instant)) {
      number--;
    }
    return new Bucket(
        dayStart(base.plusDays(number * days)), dayStart(base.plusDays((number + 1) * days)));
  }

  private Bucket monthOf(Instant instant) {
    LocalDate first = instant.atZone(zone).toLocalDate().withDayOfMonth(1).plusMonths(1);
    while (dayStart(first).isAfter(instant)) {
      first = first.minusMonths(1);
    }
    return new Bucket(dayStart(first), dayStart(first.plusMonths(1)));
  }

  private Instant dayStart(LocalDate date) {
    return local(date.atTime(origin.toLocalTime()));
  }

  /** A skipped local time is the moment of the change; of one that occurs twice, the first counts. */
  private Instant local(LocalDateTime time) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : time.toInstant(zone.getRules().getValidOffsets(time).get(0));
  }

  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }
}
