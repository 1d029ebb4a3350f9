package io.entasis.benchmarks.tape;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Real ticks from files named {@code *.csv.gz} with the columns timestamp, symbol, exchange, price and volume. When more are
 * asked for than there are, the same ones follow again, moved forward by whole weeks.
 */
final class RecordedTape implements TickTape {

  private static final Duration WEEK = Duration.ofDays(7);

  private final List<Tick> recorded;
  private final Duration period;

  private RecordedTape(List<Tick> recorded) {
    this.recorded = recorded;
    Duration length = Duration.between(
        recorded.get(0).timestamp(), recorded.get(recorded.size() - 1).timestamp());
    this.period = WEEK.multipliedBy(length.dividedBy(WEEK) + 1);
  }

  static RecordedTape read(Path folder) {
    List<Tick> ticks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".csv.gz"))
          .sorted()
          .forEach(file -> read(file, ticks));
    } catch (IOException e) {
      throw new UncheckedIOException("no ticks in " + folder, e);
    }
    if (ticks.isEmpty()) {
      throw new IllegalStateException("no *.csv.gz with ticks in " + folder);
    }
    ticks.sort(Comparator.comparing(Tick::timestamp));
    return new RecordedTape(ticks);
  }

  @Override
  public Stream<Tick> first(long ticks) {
    return Stream.iterate(Duration.ZERO, period::plus)
        .flatMap(shift -> recorded.stream().map(tick -> later(tick, shift)))
        .limit(ticks);
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%,d recorded trades from %s on, repeated every %d days where more are needed",
        recorded.size(),
        recorded.get(0).timestamp(),
        period.toDays());
  }

  private static Tick later(Tick tick, Duration shift) {
    return new Tick(
        tick.symbol(), tick.exchange(), tick.timestamp().plus(shift), tick.price(), tick.volume());
  }

  private static void read(Path file, List<Tick> into) {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
        .ofNamedCsvRecord(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        into.add(new Tick(
            row.getField("symbol").intern(),
            row.getField("exchange").intern(),
            Instant.parse(row.getField("timestamp")),
            new BigDecimal(row.getField("price")),
            new BigDecimal(row.getField("volume"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
