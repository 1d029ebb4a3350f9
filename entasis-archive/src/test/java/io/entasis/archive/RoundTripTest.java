package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is archived comes back as it was, to the bit. */
class RoundTripTest {

  private static final String GREATEST = "999999999999.99999999";

  @TempDir
  private Path folder;

  private ParquetArchive archive;

  @BeforeEach
  void open() {
    archive = ParquetArchive.inFolder(folder);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void numbersOverTheWholeColumn() {
    List<String> prices = List.of(
        "0",
        "-0.00000001",
        "0.00000001",
        "185.5",
        "92233720368.54775807",
        "92233720368.54775808",
        "-92233720368.54775808",
        "-92233720368.54775809",
        "184467440737.09551616",
        GREATEST,
        "-" + GREATEST);

    checkComesBack(Layouts.ticksOfJanuary(), () -> SampleRows.of(
        Layouts.TICKS, prices.size(), (row, n) -> {
          BigDecimal price = new BigDecimal(prices.get((int) n));
          tick(row, n, "IBM", SampleRows.micros("2024-01-05T10:00:00Z"));
          row.putDecimal(4, price);
          row.putDecimal(5, price.abs());
        }));
  }

  @Test
  void instantsAtBothEndsOfTheRangeAndFarOutside() {
    List<String> instants = List.of(
        "2024-01-01T00:00:00Z",
        "2024-01-01T00:00:00.000001Z",
        "2024-01-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z");

    checkComesBack(Layouts.ticksOfJanuary(), () -> SampleRows.of(
        Layouts.TICKS,
        instants.size(),
        (row, n) -> tick(row, n, "IBM", SampleRows.micros(instants.get((int) n)))));
  }

  @Test
  void namesToTheLastCharacter() {
    List<String> names =
        List.of("IBM", "ÄÖÜ-ß", "比特币", "🚀🚀", "a b\"c'\\", "\u0001\n\t", "12345678901234567890");

    checkComesBack(Layouts.ticksOfJanuary(), () -> SampleRows.of(
        Layouts.TICKS,
        names.size(),
        (row, n) -> tick(row, n, names.get((int) n), SampleRows.micros("2024-01-05T10:00:00Z"))));
  }

  @Test
  void everyCombinationOfValuesThatMayBeMissing() {
    checkComesBack(Layouts.quotesOfJanuary(), () -> SampleRows.of(
        Layouts.QUOTES, 3 * 32, (row, n) -> quote(row, n, (int) (n % 32))));
  }

  @Test
  void columnsThatHoldNothingAtAll() {
    checkComesBack(
        Layouts.quotesOfJanuary(),
        () -> SampleRows.of(Layouts.QUOTES, 50, (row, n) -> quote(row, n, 0)));
  }

  @Test
  void aPartitionWithoutRows() {
    ArchiveEntry entry =
        checkComesBack(Layouts.ticksOfJanuary(), () -> SampleRows.of(Layouts.TICKS, 0, (row, n) -> {}));

    assertThat(entry.content()).isEqualTo(ContentDigest.EMPTY);
    assertThat(archive.ticks(entry).list()).isEmpty();
  }

  @Test
  void rowsThatAreThereTwice() {
    SampleRows.Filler same = (row, n) -> tick(row, 1, "IBM", SampleRows.micros("2024-01-05T10:00:00Z"));

    ArchiveEntry twice =
        checkComesBack(Layouts.ticksOfJanuary(), () -> SampleRows.of(Layouts.TICKS, 2, same));

    assertThat(twice.rows()).isEqualTo(2);
    assertThat(twice.content())
        .isNotEqualTo(SampleRows.digest(SampleRows.of(Layouts.TICKS, 1, same)));
  }

  @Test
  void severalRowGroups() {
    // Numbers without pattern fill a row group after some hundred thousand rows.
    ArchiveEntry entry = checkDigest(Layouts.ticksOfJanuary(), () -> {
      Random random = new Random(3);
      return SampleRows.of(Layouts.TICKS, 600_000, (row, n) -> {
        tick(row, random.nextLong(), "S" + n / 100_000, random.nextLong(1L << 60));
        row.putUnscaled(4, random.nextLong());
        row.putUnscaled(5, random.nextLong());
      });
    });

    assertThat(entry.rows()).isEqualTo(600_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void randomRowsOfRandomLayouts(long seed) {
    RowLayout layout = layout(new Random(seed));

    checkComesBack(
        ArchiveRequest.of(Layouts.january("any"), "7"),
        () -> {
          Random random = new Random(seed + 1);
          return SampleRows.of(layout, 2_000, (row, n) -> fill(row, random));
        });
  }

  @Test
  void aRowThatLacksAValueIsRefusedAndNothingIsSeen() {
    SampleRows rows = SampleRows.of(Layouts.TICKS, 10, (row, n) -> {
      tick(row, n, "SECRET", 0);
      if (n == 9) {
        row.clear();
        row.putText(1, "SECRET");
      }
    });

    assertThatThrownBy(() -> archive.store(Layouts.ticksOfJanuary(), rows, ArchiveMonitor.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("id bigint not null")
        .hasMessageNotContaining("SECRET");
    assertThat(archive.list().entries()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private ArchiveEntry checkComesBack(ArchiveRequest request, Source source) {
    ArchiveEntry entry = checkDigest(request, source);
    assertThat(SampleRows.texts(archive.read(entry, ArchiveMonitor.none())))
        .isEqualTo(SampleRows.texts(source.rows()));
    return entry;
  }

  private ArchiveEntry checkDigest(ArchiveRequest request, Source source) {
    ArchiveEntry entry = archive.store(request, source.rows(), ArchiveMonitor.none());
    ContentDigest expected = SampleRows.digest(source.rows());
    assertThat(entry.content()).isEqualTo(expected);
    assertThat(entry.layout()).isEqualTo(source.rows().layout());
    assertThat(archive.get(request.partition().table(), request.partition().name()))
        .isEqualTo(entry);
    archive.verify(entry, ArchiveMonitor.none());
    try (PartitionRows rows = archive.read(entry, ArchiveMonitor.none())) {
      assertThat(rows.layout()).isEqualTo(entry.layout());
      assertThat(SampleRows.digest(rows)).isEqualTo(expected);
    }
    return entry;
  }

  private static void tick(RowBuffer row, long id, String symbol, long micros) {
    row.putLong(0, id);
    row.putText(1, symbol);
    row.putText(2, "N");
    row.putMicros(3, micros);
    row.putUnscaled(4, -1);
    row.putUnscaled(5, 0);
    row.putMicros(6, Long.MAX_VALUE - id);
  }

  private static void quote(RowBuffer row, long id, int present) {
    row.putLong(0, id);
    row.putText(1, "AAPL");
    row.putDecimal(2, new BigDecimal("92.14285714"));
    row.putMicros(3, SampleRows.micros("2024-02-16T21:00:00Z"));
    row.putText(4, id % 2 == 0 ? "CALL" : "PUT");
    for (int greek = 0; greek < 5; greek++) {
      if ((present & 1 << greek) != 0) {
        row.putDecimal(5 + greek, new BigDecimal(greek == 2 ? "-9999999999.99999999" : "0.000002"));
      }
    }
    row.putMicros(10, SampleRows.micros("2024-01-16T21:00:00Z") + id);
    row.putMicros(11, SampleRows.micros("2024-01-16T21:00:01Z"));
  }

  private static RowLayout layout(Random random) {
    return new RowLayout(IntStream.rangeClosed(0, random.nextInt(12))
        .mapToObj(n -> new RowColumn("column \"" + n, type(random), random.nextBoolean()))
        .toList());
  }

  private static ColumnType type(Random random) {
    int precision = 1 + random.nextInt(ColumnType.MOST_DIGITS);
    return switch (random.nextInt(5)) {
      case 0 -> ColumnType.bigint();
      case 1 -> ColumnType.text();
      case 2 -> ColumnType.timestamptz();
      default -> ColumnType.decimal(precision, random.nextInt(precision + 1));
    };
  }

  private static void fill(RowBuffer row, Random random) {
    for (int column = 0; column < row.layout().size(); column++) {
      RowColumn known = row.layout().column(column);
      if (!known.nullable() || random.nextInt(3) > 0) {
        fill(row, column, known.type(), random);
      }
    }
  }

  private static void fill(RowBuffer row, int column, ColumnType type, Random random) {
    switch (type.kind()) {
      case BIGINT -> row.putLong(column, random.nextLong() >> random.nextInt(64));
      case TIMESTAMPTZ -> row.putMicros(column, random.nextLong() >> random.nextInt(64));
      case TEXT ->
        row.putText(
            column,
            random
                .ints(random.nextInt(20), 0, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
      case DECIMAL -> row.putDecimal(column, decimal(type, random));
    }
  }

  private static BigDecimal decimal(ColumnType type, Random random) {
    BigInteger bound = BigInteger.TEN.pow(random.nextInt(type.precision() + 1));
    BigInteger unscaled = new BigInteger(bound.bitLength() + 1, random).mod(bound);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  /** Makes the same rows each time. */
  @FunctionalInterface
  private interface Source {

    PartitionRows rows();
  }
}
