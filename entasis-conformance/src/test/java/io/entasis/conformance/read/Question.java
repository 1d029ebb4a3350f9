package io.entasis.conformance.read;

import io.entasis.market.TimeRange;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import io.entasis.tick.Ticks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A question that can be put to the library and, by filtering a list, to plain Java.
 *
 * @param symbols none for all
 * @param exchanges none for all
 * @param times how the time is bounded
 * @param leastPrice lowest price
 * @param mostPrice highest price
 * @param leastVolume lowest volume
 * @param mostVolume highest volume
 * @param descending whether the latest come first
 * @param limit most rows
 */
record Question(
    List<String> symbols,
    List<String> exchanges,
    Times times,
    Optional<BigDecimal> leastPrice,
    Optional<BigDecimal> mostPrice,
    Optional<BigDecimal> leastVolume,
    Optional<BigDecimal> mostVolume,
    boolean descending,
    OptionalLong limit) {

  /** Bounds of time in one of the forms that the library knows. */
  enum Form {
    NONE,
    DURING,
    SINCE,
    BEFORE,
    AS_OF,
    SINCE_AND_BEFORE,
    SINCE_AND_AS_OF
  }

  /**
   * Bounds of time.
   *
   * @param form which of the ends count, and how
   * @param from the earlier end
   * @param to the later end
   */
  record Times(Form form, Instant from, Instant to) {

    TickQuery on(TickQuery query) {
      return switch (form) {
        case NONE -> query;
        case DURING -> query.during(TimeRange.of(from, to));
        case SINCE -> query.since(from);
        case BEFORE -> query.before(to);
        case AS_OF -> query.asOf(to);
        case SINCE_AND_BEFORE -> query.before(to).since(from);
        case SINCE_AND_AS_OF -> query.since(from).asOf(to);
      };
    }

    boolean holds(Tick tick) {
      boolean late = form == Form.NONE
          || form == Form.BEFORE
          || form == Form.AS_OF
          || !tick.timestamp().isBefore(from);
      boolean early =
          switch (form) {
            case NONE, SINCE -> true;
            case AS_OF, SINCE_AND_AS_OF -> !tick.timestamp().isAfter(to);
            case DURING, BEFORE, SINCE_AND_BEFORE -> tick.timestamp().isBefore(to);
          };
      return late && early;
    }
  }

  /** A question about the random ticks, whose bounds often lie exactly on one of them. */
  static Question random(Random random, List<Tick> ticks) {
    Instant one = instant(random, ticks);
    Instant other = instant(random, ticks);
    boolean inOrder = one.isBefore(other);
    Times times = new Times(
        Sample.one(random, List.of(Form.values())), inOrder ? one : other, inOrder ? other : one);
    return new Question(
        some(random, Sample.SYMBOLS),
        some(random, Sample.EXCHANGES),
        times,
        number(random, ticks, Tick::price),
        number(random, ticks, Tick::price),
        number(random, ticks, Tick::volume),
        number(random, ticks, Tick::volume),
        random.nextBoolean(),
        random.nextInt(3) == 0 ? OptionalLong.of(1 + random.nextInt(40)) : OptionalLong.empty());
  }

  /** The question in the words of the library. */
  TickQuery to(Ticks ticks) {
    TickQuery query = times.on(filters(about(ticks)));
    if (descending) {
      query = query.descending();
    }
    return limit.isPresent() ? query.limit(limit.getAsLong()) : query;
  }

  /** The answer, from ticks in the order of their arrival. */
  List<Tick> answer(List<Tick> arrived) {
    List<Tick> rows = matching(arrived);
    if (descending) {
      Collections.reverse(rows);
    }
    return limit.isPresent() && limit.getAsLong() < rows.size()
        ? rows.subList(0, (int) limit.getAsLong())
        : rows;
  }

  /** All ticks that meet the conditions, in total order. */
  List<Tick> matching(List<Tick> arrived) {
    List<Tick> rows = new ArrayList<>(arrived.stream().filter(this::holds).toList());
    rows.sort(Comparator.comparing(Tick::timestamp));
    return rows;
  }

  private TickQuery about(Ticks ticks) {
    return switch (symbols.size()) {
      case 0 -> ticks.all();
      case 1 -> ticks.of(symbols.get(0));
      case 2 -> ticks.of(symbols.get(0), symbols.get(1));
      default -> ticks.of(symbols);
    };
  }

  private TickQuery filters(TickQuery about) {
    TickQuery query = about;
    if (!exchanges.isEmpty()) {
      query =
          query.on(exchanges.get(0), exchanges.subList(1, exchanges.size()).toArray(String[]::new));
    }
    query = leastPrice.map(query::priceAtLeast).orElse(query);
    query = mostPrice.map(query::priceAtMost).orElse(query);
    query = leastVolume.map(query::volumeAtLeast).orElse(query);
    return mostVolume.map(query::volumeAtMost).orElse(query);
  }

  private boolean holds(Tick tick) {
    return (symbols.isEmpty() || symbols.contains(tick.symbol()))
        && (exchanges.isEmpty() || exchanges.contains(tick.exchange()))
        && times.holds(tick)
        && is(leastPrice, least -> tick.price().compareTo(least) >= 0)
        && is(mostPrice, most -> tick.price().compareTo(most) <= 0)
        && is(leastVolume, least -> tick.volume().compareTo(least) >= 0)
        && is(mostVolume, most -> tick.volume().compareTo(most) <= 0);
  }

  private static boolean is(Optional<BigDecimal> bound, Predicate<BigDecimal> condition) {
    return bound.isEmpty() || condition.test(bound.get());
  }

  private static Instant instant(Random random, List<Tick> ticks) {
    return random.nextBoolean() ? Sample.one(random, ticks).timestamp() : Sample.instant(random);
  }

  private static Optional<BigDecimal> number(
      Random random, List<Tick> ticks, Function<Tick, BigDecimal> column) {
    return random.nextInt(4) == 0
        ? Optional.of(column.apply(Sample.one(random, ticks)))
        : Optional.empty();
  }

  private static List<String> some(Random random, List<String> names) {
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, random.nextInt(names.size())));
  }
}
