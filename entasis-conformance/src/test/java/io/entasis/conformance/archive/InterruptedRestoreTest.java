package io.entasis.conformance.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.LoadCancelledException;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt while a month is brought back is a cancelled load, and no alarm about the archive. */
@EntasisTest
class InterruptedRestoreTest {

  private static final String MONTH = "market_data_y2024m01";
  private static final PartitionKey JANUARY =
      new PartitionKey("market_data", MONTH, TimeRange.month(YearMonth.of(2024, 1)));

  @TempDir
  private Path folder;

  @Test
  void itIsCancelledAndLeavesNothing(Entasis entasis, TestDatabase database) throws SQLException {
    entasis.ticks().saveAll(MarketSimulator.seeded(3).crypto().limit(500).list());
    try (ParquetArchive archive = ParquetArchive.inFolder(folder);
        Connection connection = database.connect()) {
      archive.store(
          ArchiveRequest.of(JANUARY, "2"),
          Exports.copied(connection, MONTH, "symbol", Exports.TICKS),
          ArchiveMonitor.none());
      database.execute("drop table " + MONTH);

      assertThatThrownBy(() ->
              entasis.partitions().restore(Tick.TABLE, MONTH, new InterruptingArchive(archive)))
          .isInstanceOf(LoadCancelledException.class);
      assertThat(Thread.interrupted()).isTrue();

      entasis.partitions().restore(Tick.TABLE, MONTH, archive);
      assertThat(database.query("select count(*) from " + MONTH)).containsExactly("500");
    } finally {
      Thread.interrupted();
    }
  }

  /** Interrupts whoever asks for rows. */
  private static final class InterruptingArchive extends ArchiveInFront {

    InterruptingArchive(PartitionArchive archive) {
      super(archive);
    }

    @Override
    public PartitionRows read(ArchiveEntry entry, ArchiveMonitor monitor) {
      PartitionRows rows = super.read(entry, monitor);
      return new PartitionRows() {

        @Override
        public RowLayout layout() {
          return rows.layout();
        }

        @Override
        public boolean next(RowBuffer row) {
          Thread.currentThread().interrupt();
          return rows.next(row);
        }

        @Override
        public void close() {
          rows.close();
        }
      };
    }
  }
}
