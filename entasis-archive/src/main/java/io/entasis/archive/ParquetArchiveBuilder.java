package io.entasis.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.internal.archive.WorkFolder;
import java.nio.file.Path;
import java.time.Clock;

/** The settings of a {@link ParquetArchive}. Each can be made once. For one thread. */
public final class ParquetArchiveBuilder {

  private final ObjectStore store;
  private final Once<Path> workFolder = new Once<>("work folder");
  private final Once<Clock> clock = new Once<>("clock");

  ParquetArchiveBuilder(ObjectStore store) {
    this.store = store;
  }

  /**
   * Where files stand while they are written or after they were fetched; the folder for temporary files by default. It needs room for
   * two partitions as Parquet for every call under way.
   */
  public ParquetArchiveBuilder workFolder(Path folder) {
    workFolder.set(folder);
    return this;
  }

  /** The clock that tells when something was archived and how old leftovers are; the system clock by default. */
  public ParquetArchiveBuilder clock(Clock now) {
    clock.set(now);
    return this;
  }

  /** The archive. Nothing is asked of the store yet. */
  public ParquetArchive open() {
    return new ParquetArchive(
        store,
        new WorkFolder(
            workFolder.get().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))),
        clock.get().orElseGet(Clock::systemUTC));
  }
}
