package io.entasis.benchmarks.setup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of everything.
 *
 * @param only the parts that are run
 * @param rounds counted rounds of each race
 * @param rows ticks that are written, and among which one symbol's are read
 * @param history ticks that bars are built from, that fill a month, that are streamed and that are archived
 * @param months length of the longest history of the parts latest, months and maintenance
 * @param monthly about how many ticks a month has there
 * @param calls most calls of a turn where one call is short
 */
public record Arguments(
    Set<Part> only, int rounds, int rows, int history, int months, int monthly, int calls) {

  /** What can be asked for. */
  public static final String USAGE = """
      --only a,b    parts to run, of write, small, ledger, backfill, read, bars, rollups, latest, months, maintenance,
                    stream, chain, asof, evaluate, cached, commits, archive, jmh; all
      --rounds n    counted rounds of each race, after one that warms up; 5
      --rows n      ticks that are written, and among which one symbol's are read; 600000
      --history n   ticks that bars are built from, that fill a month, that are streamed and that are archived; 2800000
      --months n    months of the longest history, for latest, months and maintenance; 120
      --monthly n   about how many ticks a month has there; 20000
      --calls n     most calls of a turn where one call is short; 1000
      """;

  /** A part of the benchmarks. */
  public enum Part {
    /** Writing many ticks. */
    WRITE,
    /** Writing few ticks at a time. */
    SMALL,
    /** What the ledger of changed minutes costs a writer. */
    LEDGER,
    /** Filling whole months of the past. */
    BACKFILL,
    /** Reading the ticks of one symbol. */
    READ,
    /** Building hourly bars. */
    BARS,
    /** Reading kept bars. */
    ROLLUPS,
    /** The latest tick. */
    LATEST,
    /** What a longer history costs. */
    MONTHS,
    /** The upkeep of partitions. */
    MAINTENANCE,
    /** A stream in little memory. */
    STREAM,
    /** An option chain. */
    CHAIN,
    /** What prevailed at many moments. */
    ASOF,
    /** Predictions against prices. */
    EVALUATE,
    /** The latest tick from the cache, by JMH. */
    CACHED,
    /** Small commits with and without the change log. */
    COMMITS,
    /** A partition into an archive and back, in little memory. */
    ARCHIVE,
    /** The encoder and the decoder, by JMH. */
    JMH;

    private static Set<Part> named(String list) {
      Set<Part> parts = EnumSet.noneOf(Part.class);
      for (String name : list.split(",", -1)) {
        parts.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
      }
      return parts;
    }
  }

  /**
   * The arguments of a command line.
   *
   * @throws IllegalArgumentException when one is not in {@link #USAGE}, or its value cannot be read
   */
  public static Arguments parse(String... words) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      if (!words[i].startsWith("--") || i + 1 == words.length) {
        throw new IllegalArgumentException("not a name and a value: "
            + String.join(" ", Arrays.asList(words).subList(i, words.length)));
      }
      given.put(words[i].substring(2), words[i + 1]);
    }
    String only = given.remove("only");
    Arguments arguments = new Arguments(
        only == null ? EnumSet.allOf(Part.class) : Part.named(only),
        number(given.remove("rounds"), 5),
        number(given.remove("rows"), 600_000),
        number(given.remove("history"), 2_800_000),
        number(given.remove("months"), 120),
        number(given.remove("monthly"), 20_000),
        number(given.remove("calls"), 1_000));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("no such argument: " + given.keySet());
    }
    return arguments;
  }

  private static int number(@Nullable String text, int byDefault) {
    int number = text == null ? byDefault : Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("not a number above zero: " + number);
    }
    return number;
  }
}
