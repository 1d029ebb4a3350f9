package io.entasis.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.archive.store.ObjectStore;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.ArchiveStep;
import io.entasis.partition.ArchiveUnreachableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts that end early, wherever: nothing of them is seen, and what they leave is removed later. */
class AttemptTest {

  private static final Duration DAY = Duration.ofDays(1);

  /** Enough for several reports of each step. */
  private static final int ROWS = 20_000;

  @TempDir
  private Path folder;

  private final MovingClock clock = new MovingClock(Instant.now());
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = FolderStore.at(folder.resolve("store"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dyingAtAnyCallLeavesNothingHalf(boolean after) {
    int calls = callsOfOneAttempt();
    assertThat(calls).isBetween(5, 20);
    for (int call = 1; call <= calls; call++) {
      BreakingStore breaking = new BreakingStore(store, call, after);
      Optional<ArchiveEntry> stored = storeOrFail(breaking);

      ParquetArchive archive = archive(store);
      List<ArchiveEntry> seen = archive.list().entries();
      seen.forEach(entry -> archive.verify(entry, ArchiveMonitor.none()));
      stored.ifPresent(entry -> assertThat(seen).containsExactly(entry));
      assertThat(archive.list().unreadable()).as("call %d", call).isEmpty();

      clock.advance(DAY.multipliedBy(2));
      archive.removeLeftovers(DAY);
      assertThat(store.list("")).as("call %d", call).hasSize(2 * seen.size());
      seen.forEach(entry -> archive.verify(entry, ArchiveMonitor.none()));
      seen.forEach(archive::remove);
      assertThat(store.list("")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingAtAnyStepLeavesNothing(ArchiveStep step) {
    ParquetArchive archive = archive(store);
    Cancelling monitor = new Cancelling(step);

    assertThatThrownBy(() -> store(archive, monitor))
        .isInstanceOf(ArchiveCancelledException.class)
        .hasMessageContaining("market_data_y2024m01");

    assertThat(store.list("")).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
    assertThat(archive.list().entries()).isEmpty();
    store(archive, ArchiveMonitor.none());
    assertThat(archive.list().entries()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptAtAnyStepLeavesNothingAndStays(ArchiveStep step) {
    ParquetArchive archive = archive(store);
    try {
      assertThatThrownBy(() -> store(archive, progress -> {
            if (progress.step() == step) {
              Thread.currentThread().interrupt();
            }
          }))
          .isInstanceOf(ArchiveCancelledException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(store.list("")).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void whatTheMonitorThrowsReachesTheCaller() {
    IllegalStateException mine = new IllegalStateException("mine");

    assertThatThrownBy(() -> store(archive(store), progress -> {
          throw mine;
        }))
        .isSameAs(mine);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void whatTheRowsThrowReachesTheCaller() {
    DatabaseUnavailableException lost = new DatabaseUnavailableException("lost");
    SampleRows rows = SampleRows.of(Layouts.TICKS, 50, (row, n) -> {
      throw lost;
    });

    assertThatThrownBy(
            () -> archive(store).store(Layouts.ticksOfJanuary(), rows, ArchiveMonitor.none()))
        .isSameAs(lost);
    assertThat(store.list("")).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void tellsHowFarItIsAndWhatIsLeft() {
    List<ArchiveProgress> told = new ArrayList<>();
    ArchiveEntry entry = archive(store)
        .store(Layouts.ticksOfJanuary().expecting(ROWS), SampleRows.ticks(ROWS), progress -> {
          told.add(progress);
          clock.advance(Duration.ofSeconds(1));
        });

    assertThat(told).extracting(ArchiveProgress::step).isSorted();
    assertThat(told).extracting(ArchiveProgress::elapsed).isSorted();
    assertThat(steps(told)).containsExactly(ArchiveStep.values());
    assertThat(of(told, ArchiveStep.WRITE))
        .extracting(ArchiveProgress::rows)
        .containsExactly(0L, 8_192L, 16_384L);
    assertThat(of(told, ArchiveStep.COMPARE))
        .extracting(ArchiveProgress::rows)
        .containsExactly(0L, 8_192L, 16_384L);
    for (ArchiveStep step :
        List.of(ArchiveStep.UPLOAD, ArchiveStep.DOWNLOAD, ArchiveStep.PUBLISH)) {
      assertThat(of(told, step))
          .last()
          .satisfies(progress -> assertThat(progress.bytes()).isEqualTo(entry.bytes()));
    }
    assertThat(told.get(0).left()).isEmpty();
    // 8,192 rows took one second of the clock, so the other 11,808 take 1.44.
    assertThat(of(told, ArchiveStep.WRITE).get(1).left().orElseThrow())
        .isBetween(Duration.ofMillis(1_400), Duration.ofMillis(1_480));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dyingWhileRemovingLeavesAllOrLeftovers(boolean after) {
    ParquetArchive archive = archive(store);
    for (int call = 1; call <= 4; call++) {
      ArchiveEntry entry = store(archive, ArchiveMonitor.none());
      BreakingStore breaking = new BreakingStore(store, call, after);

      assertThatThrownBy(() -> archive(breaking).remove(entry))
          .isInstanceOf(ArchiveUnreachableException.class);

      assertThat(archive.list().unreadable()).as("call %d", call).isEmpty();
      clock.advance(DAY.multipliedBy(2));
      archive.removeLeftovers(DAY);
      assertThat(archive.list().unreadable()).isEmpty();
      archive.list().entries().forEach(kept -> archive.verify(kept, ArchiveMonitor.none()));
      archive.list().entries().forEach(archive::remove);
      assertThat(store.list("")).as("call %d", call).isEmpty();
    }
  }

  @Test
  void leftoversOfAttemptsUnderWayStay() {
    BreakingStore breaking = new BreakingStore(store, 2, true);
    assertThat(storeOrFail(breaking)).isEmpty();
    assertThat(store.list("")).isNotEmpty();

    assertThat(archive(store).removeLeftovers(DAY)).isEmpty();
    assertThat(store.list("")).isNotEmpty();
    clock.advance(DAY.multipliedBy(2));
    assertThat(archive(store).removeLeftovers(DAY)).isNotEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void anotherArchiveOfThePartitionStandsBesideTheFirst() {
    ParquetArchive archive = archive(store);
    ArchiveEntry first = store(archive, ArchiveMonitor.none());
    clock.advance(Duration.ofSeconds(1));
    ArchiveEntry second =
        archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(ROWS + 1), ArchiveMonitor.none());

    assertThat(archive.list().entries()).containsExactly(first, second);
    assertThat(archive.list().latest()).containsExactly(second);
    assertThat(archive.find("market_data", "market_data_y2024m01")).contains(second);
    archive.verify(first, ArchiveMonitor.none());
    archive.remove(second);
    archive.remove(second);
    assertThat(archive.find("market_data", "market_data_y2024m01")).contains(first);
  }

  private int callsOfOneAttempt() {
    BreakingStore counting = new BreakingStore(store, Integer.MAX_VALUE, false);
    ArchiveEntry entry = storeOrFail(counting).orElseThrow();
    archive(store).remove(entry);
    return counting.calls();
  }

  private Optional<ArchiveEntry> storeOrFail(ObjectStore broken) {
    try {
      return Optional.of(archive(broken)
          .store(Layouts.ticksOfJanuary(), SampleRows.ticks(50), ArchiveMonitor.none()));
    } catch (ArchiveUnreachableException e) {
      return Optional.empty();
    }
  }

  private ParquetArchive archive(ObjectStore in) {
    return ParquetArchive.on(in).clock(clock).workFolder(folder.resolve("work")).open();
  }

  private static ArchiveEntry store(ParquetArchive archive, ArchiveMonitor monitor) {
    return archive.store(Layouts.ticksOfJanuary(), SampleRows.ticks(ROWS), monitor);
  }

  private static List<ArchiveStep> steps(List<ArchiveProgress> told) {
    return told.stream().map(ArchiveProgress::step).distinct().toList();
  }

  private static List<ArchiveProgress> of(List<ArchiveProgress> told, ArchiveStep step) {
    return told.stream().filter(progress -> progress.step() == step).toList();
  }

  /** Says that the call is cancelled from the second report of a step on. */
  private static final class Cancelling implements ArchiveMonitor {

    private final ArchiveStep step;
    private int reports;

    Cancelling(ArchiveStep step) {
      this.step = step;
    }

    @Override
    public void onProgress(ArchiveProgress progress) {
      reports += progress.step() == step ? 1 : 0;
    }

    @Override
    public boolean isCancelled() {
      return reports >= 2;
    }
  }
}
