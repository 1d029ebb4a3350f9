package io.entasis.examples;

import io.entasis.bar.Bar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Which bars of a chart carry a label below them: the first bars of round stretches of time, the
 * finest stretches for which the labels have room.
 */
final class TimeLabels {

  /** Stretches of a day and more, from coarse to fine; each is named by its start. */
  private static final List<UnaryOperator<LocalDateTime>> COARSE = List.of(
      time -> day(time).with(TemporalAdjusters.firstDayOfYear()),
      time -> day(time).with(TemporalAdjusters.firstDayOfMonth()),
      time -> day(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
      TimeLabels::day);

  /** Stretches of less than a day, from coarse to fine. */
  private static final List<UnaryOperator<LocalDateTime>> FINE = List.of(
      hours(12),
      hours(6),
      hours(3),
      hours(1),
      minutes(30),
      minutes(15),
      minutes(5),
      minutes(1),
      time -> time.truncatedTo(ChronoUnit.SECONDS).withSecond(time.getSecond() / 15 * 15));

  private static final Duration MONTH = Duration.ofDays(28);
  private static final Duration YEAR = Duration.ofDays(330);
  private static final DateTimeFormatter OF_MONTH = format("MMM yyyy");
  private static final DateTimeFormatter OF_YEARS = format("d MMM yyyy");
  private static final DateTimeFormatter OF_DAY = format("EEE d MMM");
  private static final DateTimeFormatter OF_DAY_MINUTE = format("EEE d HH:mm");
  private static final DateTimeFormatter OF_MINUTE = format("HH:mm");
  private static final DateTimeFormatter OF_SECOND = format("HH:mm:ss");

  private final List<Bar> bars;
  private final BarSlots slots;
  private final int spacing;
  private final TreeMap<Integer, Integer> barsBySlot = new TreeMap<>();

  /** For bars in slots, with at least so many slots from one label to the next. */
  TimeLabels(List<Bar> bars, BarSlots slots, int spacing) {
    this.bars = bars;
    this.slots = slots;
    this.spacing = spacing;
    boolean room = addAll(COARSE);
    if (hasRoom(slots.of(0), barsBySlot)) {
      barsBySlot.put(slots.of(0), 0);
    }
    if (room) {
      addAll(FINE);
    }
  }

  /** The texts by slot. */
  SortedMap<Integer, String> texts() {
    SortedMap<Integer, String> texts = new TreeMap<>();
    int before = -1;
    for (int bar : barsBySlot.values()) {
      texts.put(slots.of(bar), text(bar, before));
      before = bar;
    }
    return texts;
  }

  private boolean addAll(List<UnaryOperator<LocalDateTime>> stretches) {
    return stretches.stream().allMatch(this::add);
  }

  /** Labels the starts of these stretches; false when too many of them have no room. */
  private boolean add(UnaryOperator<LocalDateTime> stretch) {
    TreeMap<Integer, Integer> more = new TreeMap<>(barsBySlot);
    int crowded = 0;
    for (int bar = 1; bar < bars.size(); bar++) {
      int slot = slots.of(bar);
      if (!startsAnother(bar, stretch) || more.containsKey(slot)) {
        continue;
      }
      if (hasRoom(slot, more)) {
        more.put(slot, bar);
      } else {
        crowded++;
      }
    }
    if (crowded > more.size() / 2) {
      return false;
    }
    barsBySlot.putAll(more);
    return true;
  }

  private boolean hasRoom(int slot, NavigableMap<Integer, Integer> taken) {
    return taken.subMap(slot - spacing, false, slot + spacing, false).isEmpty();
  }

  private boolean startsAnother(int bar, UnaryOperator<LocalDateTime> stretch) {
    return !stretch.apply(time(bar)).equals(stretch.apply(time(bar - 1)));
  }

  private String text(int bar, int before) {
    LocalDateTime time = time(bar);
    Duration length = Duration.between(bars.get(bar).start(), bars.get(bar).end());
    Duration all =
        Duration.between(bars.get(0).start(), bars.get(bars.size() - 1).end());
    if (length.compareTo(MONTH) >= 0) {
      return OF_MONTH.format(time);
    }
    if (all.compareTo(YEAR) > 0) {
      return OF_YEARS.format(time);
    }
    if (bar == 0 || startsAnother(bar, TimeLabels::day)) {
      return OF_DAY.format(time);
    }
    if (before < 0 || !day(time).equals(day(time(before)))) {
      return OF_DAY_MINUTE.format(time);
    }
    return (time.getSecond() == 0 ? OF_MINUTE : OF_SECOND).format(time);
  }

  private LocalDateTime time(int bar) {
    return LocalDateTime.ofInstant(bars.get(bar).start(), ZoneOffset.UTC);
  }

  private static LocalDateTime day(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.DAYS);
  }

  private static UnaryOperator<LocalDateTime> hours(int hours) {
    return time -> day(time).withHour(time.getHour() / hours * hours);
  }

  private static UnaryOperator<LocalDateTime> minutes(int minutes) {
    return time ->
        time.truncatedTo(ChronoUnit.HOURS).withMinute(time.getMinute() / minutes * minutes);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
