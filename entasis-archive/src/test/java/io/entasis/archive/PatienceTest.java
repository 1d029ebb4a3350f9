package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.StubRequest.Operation;
import io.entasis.archive.StubS3.Fault;
import io.entasis.internal.archive.store.S3Settings;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits for a store that keeps failing can cancel the wait. */
class PatienceTest {

  private static final int FOR_EVER = 1_000;

  @TempDir
  private Path folder;

  private final AtomicInteger failures = new AtomicInteger();
  private StubS3 stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubS3();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"PUT", "GET", "HEAD", "COPY"})
  void storingInOnePiece(Operation failing) {
    stub.plan((operation, key) -> fail(operation == failing));

    try (ParquetArchive archive = archive(S3Settings.Sizes.defaults())) {
      assertCancelled(() -> store(archive, new Impatient()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"START", "PART", "COPY_PART", "COMPLETE"})
  void storingInParts(Operation failing) {
    stub.plan((operation, key) -> fail(operation == failing));

    try (ParquetArchive archive = archive(new S3Settings.Sizes(1_000, 1_500, 1))) {
      assertCancelled(() -> store(archive, new Impatient()));
    }
    assertThat(stub.parts().keys()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"PUT", "GET"})
  void entering(Operation failing) {
    stub.plan((operation, key) -> fail(operation == failing && key.endsWith(".json")));

    try (ParquetArchive archive = archive(S3Settings.Sizes.defaults())) {
      assertCancelled(() -> store(archive, new Impatient()));
    }
  }

  @Test
  void verifyingAndReading() {
    try (ParquetArchive archive = archive(S3Settings.Sizes.defaults())) {
      ArchiveEntry entry = store(archive, ArchiveMonitor.none());
      for (String end : new String[] {".json", ".parquet"}) {
        stub.plan((operation, key) -> fail(key.endsWith(end)));
        failures.set(0);

        assertCancelled(() -> archive.verify(entry, new Impatient()));
      }
      failures.set(0);
      assertCancelled(() -> archive.read(entry, new Impatient()));
    }
  }

  private Fault fail(boolean struck) {
    if (struck) {
      failures.incrementAndGet();
    }
    return struck ? Fault.STATUS_500 : Fault.NONE;
  }

  private void assertCancelled(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(ArchiveCancelledException.class);
    assertThat(failures).hasValueBetween(2, 4);
    assertThat(folder).isEmptyDirectory();
  }

  private ParquetArchive archive(S3Settings.Sizes sizes) {
    return ParquetArchive.on(stub.settings().attempts(FOR_EVER).sizes(sizes).open())
        .workFolder(folder)
        .open();
  }

  private static ArchiveEntry store(ParquetArchive archive, ArchiveMonitor monitor) {
    return archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(400), monitor);
  }

  /** Has enough after the second failure. */
  private final class Impatient implements ArchiveMonitor {

    @Override
    public void onProgress(ArchiveProgress progress) {
      // Only asked.
    }

    @Override
    public boolean isCancelled() {
      return failures.get() >= 2;
    }
  }
}
